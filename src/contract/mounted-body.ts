import type { OpenAPIV3_1 } from 'openapi-types';
import { create } from 'xmlbuilder2';

import { pointerTo } from './document.ts';
import type { Located } from './document.ts';
import type { MountedContract, MountedOperation } from './mounted.ts';
import { DATA_REF, isJson } from './operation-document.ts';
import { readerOf } from './outline.ts';
import { createXmlWriter } from './xml-writer.ts';

/** Which answer a body is of. */
export interface MountedBody {
  readonly contract: MountedContract;
  readonly operation: MountedOperation;
  readonly status: number;
  readonly mediaType: string;
}

/**
 * Writes a body that was made of a document. A text is sent as it stands, in JSON where it is a document itself:
 * examples are often written so.
 */
export function writeMountedBody(value: unknown, body: MountedBody): string {
  const { mediaType } = body;
  if (isJson(mediaType)) return typeof value === 'string' && isJsonDocument(value) ? value : toJson(value);
  if (typeof value === 'string') return value;
  return /^(application|text)\/([^;]+\+)?xml\b/i.test(mediaType) ? writeXml(value, body) : toJson(value);
}

function toJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(JSON.stringify(DATA_REF), '"$ref"');
}

function isJsonDocument(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A schema may say what no XML can be, and an example may not be as its schema says: then the value alone is written. */
function writeXml(value: unknown, body: MountedBody): string {
  const schema = schemaOf(body);
  const name = schema?.value.xml?.name ?? 'root';
  const attempts = [
    () => (schema === undefined ? undefined : createXmlWriter(readerOf(body.contract), schema).write(value)),
    () => create({ encoding: 'UTF-8' }, { [name]: value }).end(),
  ];
  for (const attempt of attempts) {
    try {
      const text = attempt();
      if (text !== undefined) return text;
    } catch {
      // The next one asks for less.
    }
  }
  return toJson(value);
}

function schemaOf(body: MountedBody): Located<OpenAPIV3_1.SchemaObject> | undefined {
  const { status, mediaType, operation } = body;
  const responses = operation.node.value.responses ?? {};
  const key = [String(status), `${Math.floor(status / 100)}XX`, 'default'].find((each) =>
    Object.hasOwn(responses, each),
  );
  const node = key === undefined ? undefined : responses[key];
  if (key === undefined || node === undefined) return undefined;
  const reader = readerOf(body.contract);
  const at = pointerTo(operation.node.pointer, 'responses', key);
  const response = reader.resolve<OpenAPIV3_1.ResponseObject>(node, at);
  const schema = response.value.content?.[mediaType]?.schema;
  const pointer = pointerTo(response.pointer, 'content', mediaType, 'schema');
  return schema === undefined ? undefined : reader.resolve<OpenAPIV3_1.SchemaObject>(schema, pointer);
}
