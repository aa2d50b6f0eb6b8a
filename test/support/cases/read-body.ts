import { createContract } from '../../../src/contract/contract.ts';
import type { OpenApiDocument } from '../../../src/contract/document.ts';
import type { BodyReading } from '../../../src/contract/request/request-body.ts';
import { postingDocument } from './posting-document.ts';

const user = {
  type: 'object',
  required: ['id', 'email'],
  properties: {
    id: { type: 'integer', readOnly: true },
    email: { type: 'string', format: 'email' },
    age: { type: 'integer', minimum: 0 },
    role: { type: 'string', enum: ['teacher', 'learner'] },
  },
  additionalProperties: false,
};
const schemas = {
  User: user,
  Enrolment: { type: 'object', required: ['user'], properties: { user: { $ref: '#/components/schemas/User' } } },
};
const json = postingDocument(
  { 'application/json': { schema: { $ref: '#/components/schemas/Enrolment' } } },
  { schemas },
);

const fields = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 2 },
    age: { type: 'integer' },
    tags: { type: 'array', items: { type: 'string' } },
    ids: { type: 'array', items: { type: 'integer' } },
    home: { type: 'object', properties: { city: { type: 'string' } } },
    filter: { type: 'object', properties: { from: { type: 'integer' } } },
  },
};
const form = postingDocument({
  'application/x-www-form-urlencoded': {
    schema: fields,
    encoding: { ids: { style: 'form', explode: false }, filter: { style: 'deepObject', explode: true } },
  },
});

const xml = postingDocument({
  'application/xml': {
    schema: {
      type: 'object',
      xml: { name: 'person' },
      required: ['name'],
      properties: {
        id: { type: 'integer', xml: { attribute: true } },
        name: { type: 'string' },
        tags: { type: 'array', items: { type: 'string', xml: { name: 'tag' } }, xml: { wrapped: true } },
      },
    },
  },
});

const multipart = postingDocument({
  'multipart/form-data': {
    schema: {
      type: 'object',
      required: ['title'],
      properties: {
        title: { type: 'string' },
        count: { type: 'integer' },
        about: { type: 'object', properties: { a: { type: 'integer' } } },
        file: { type: 'string', format: 'binary', maxLength: 5 },
      },
    },
    encoding: { file: { contentType: 'text/plain, image/*' } },
  },
});

/** The body of a request and its headers. The Content-Length is added. */
export interface SentBody {
  readonly body?: string | Uint8Array;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Reads a body with the operation of a document. */
export async function readBody(
  document: OpenApiDocument,
  { body = '', type, headers = {} }: SentBody,
): Promise<BodyReading | undefined> {
  const contract = createContract('test', document);
  const match = contract.match('POST', '/things');
  if (match.kind !== 'found') throw new Error(match.kind);
  const bytes = Buffer.from(body);
  return match.operation.readBody({
    headers: {
      ...(bytes.length === 0 ? {} : { 'content-length': String(bytes.length) }),
      ...(type === undefined ? {} : { 'content-type': type }),
      ...headers,
    },
    readBody: () => Promise.resolve({ kind: 'whole', bytes }),
  });
}

/** A part of multipart/form-data, between the boundary x. */
export function part(name: string, value: string, more = ''): string {
  return `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
}

/** The media types of the documents. */
export const JSON_TYPE: string = 'application/json';
export const FORM: string = 'application/x-www-form-urlencoded';
export const PARTS: string = 'multipart/form-data; boundary=x';
const text = postingDocument({ 'text/*': { schema: { type: 'string', maxLength: 3 } } });
const bytes = postingDocument({ 'application/octet-stream': { schema: { type: 'string', maxLength: 3 } } });
/** Added to the head of a part, this makes it a file. */
export const FILE: string = '; filename="a.txt"\r\nContent-Type: text/plain';

/** Documents with one operation that has a body, by the kind of body. */
export const documents: Readonly<Record<'json' | 'form' | 'xml' | 'multipart' | 'text' | 'bytes', OpenApiDocument>> = {
  json,
  form,
  xml,
  multipart,
  text,
  bytes,
};
