import type { WrittenReply, WrittenRequest } from '../../support/judges/judge-mounted.ts';

/** A request or a reply that Prism judges wrongly, with the operation of a mounted document. */
export interface PrismLimit {
  readonly title: string;
  /** Why the other verdict is right. */
  readonly why: string;
  /** The version of the document. Defaults to 3.1.0. */
  readonly version?: Version;
  readonly method?: string;
  /** The end of the path template, after the path of the operation. Defaults to nothing. */
  readonly template?: string;
  readonly operation: object;
  /** The request of a client. Its target begins after the path of the operation. */
  readonly sent?: Partial<Omit<WrittenRequest, 'method'>>;
  /** A reply to judge instead of a request. */
  readonly reply?: WrittenReply;
  /** The right verdict, which the server must give. */
  readonly right: 'accepts' | 'refuses';
  /** Present if Prism throws. Defaults to the opposite of `right`. */
  readonly prism?: 'throws';
}

export type Version = '2.0' | '3.0.3' | '3.1.0' | '3.2.0';

/** Schemas that all tables can refer to. */
export const SCHEMAS: Readonly<Record<string, object>> = {
  Item: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
  Text: { type: 'string' },
  WriteOnly: { type: 'object', required: ['n'], properties: { n: { type: 'integer', writeOnly: true } } },
  Tree: { type: 'object', properties: { child: { $ref: '#/components/schemas/Tree' } } },
};

export const SCHEMES: Readonly<Record<string, object>> = {
  bearer: { type: 'http', scheme: 'bearer' },
  basic: { type: 'http', scheme: 'basic' },
  digest: { type: 'http', scheme: 'digest' },
  hoba: { type: 'http', scheme: 'HOBA' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
  oauth: { type: 'oauth2', flows: {} },
  tls: { type: 'mutualTLS' },
};

const OK = { responses: { 200: { description: 'Fine' } } };

/** A GET with parameters. */
export function withParameters(...parameters: readonly object[]): object {
  return { parameters, ...OK };
}

/** A POST with a body of one media type. */
export function withBody(schema: unknown, type = 'application/json', more: object = {}): object {
  return withContent({ [type]: { schema, ...more } });
}

/** A POST with a body. */
export function withContent(content: object, required = true): object {
  return { requestBody: { required, content }, ...OK };
}

/** A GET with credentials. */
export function secured(scheme: string): object {
  return { security: [{ [scheme]: [] }], ...OK };
}

/** A GET whose reply has a schema. */
export function withReply(schema: unknown): object {
  return { responses: { 200: { description: 'Fine', content: { 'application/json': { schema } } } } };
}

/** The body of a client's request. */
export function text(body: string, type: string): Pick<WrittenRequest, 'headers' | 'body'> {
  return { headers: { 'content-type': type }, body };
}

export function json(value: unknown): ReturnType<typeof text> {
  return text(JSON.stringify(value), 'application/json');
}

export function form(body: string): ReturnType<typeof text> {
  return text(body, 'application/x-www-form-urlencoded');
}

/** A multipart body: name, content, and the media type of a file. */
export function parts(...list: readonly (readonly [string, string, string?])[]): ReturnType<typeof text> {
  const written = list.map(([name, content, type]) => {
    const file = type === undefined ? '' : `; filename="f"\r\nContent-Type: ${type}`;
    return `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`;
  });
  return text(`${written.join('')}--b--\r\n`, 'multipart/form-data; boundary=b');
}

/** A reply in JSON. */
export function jsonReply(body: unknown): WrittenReply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}
