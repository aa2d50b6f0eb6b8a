import { SECRET } from './canary.ts';

const OK = { 200: { description: 'fine', content: { 'application/json': { example: 'fine' } } } };
const anything = { schema: {} };
const replying = (example: unknown, mediaType = 'application/json'): object => ({
  get: { responses: { 200: { description: 'a secret', content: { [mediaType]: { example } } } } },
});
const taking = (schema: object, mediaType = 'application/json'): object => ({
  post: { requestBody: { content: { [mediaType]: { schema } } }, responses: OK },
});

/** A document with an operation that accepts everything, and operations that answer with a secret. */
export const secretDocument: object = {
  openapi: '3.0.3',
  info: { title: 'Secrets', version: '1' },
  paths: {
    '/any': {
      get: { responses: OK },
      post: {
        requestBody: {
          content: {
            'application/json': anything,
            'application/x-www-form-urlencoded': anything,
            'multipart/form-data': anything,
            'application/xml': anything,
            'text/plain': anything,
            'application/x-ndjson': anything,
            'text/html': anything,
          },
        },
        responses: OK,
      },
    },
    '/keys/{api_key}/uses': { get: { responses: OK } },
    '/strict': taking({
      type: 'object',
      properties: {
        password: { type: 'string', pattern: '^[a-z]$', enum: ['a'] },
        tries: { type: 'array', items: { type: 'string', maxLength: 2 } },
      },
    }),
    '/strict-form': taking(
      { type: 'object', properties: { pass_code: { type: 'string' } } },
      'application/x-www-form-urlencoded',
    ),
    '/typed': {
      get: {
        parameters: [
          { name: 'access_token', in: 'query', schema: { type: 'integer' } },
          { name: 'x-auth-token', in: 'header', schema: { type: 'integer' } },
          { name: 'session', in: 'cookie', schema: { type: 'integer' } },
        ],
        responses: OK,
      },
    },
    '/declared': taking({ $ref: '#/components/schemas/Declared' }),
    '/token': replying({ access_token: SECRET, token_type: 'Bearer', refresh_token: SECRET, expires_in: 3600 }),
    '/nested': replying({ data: [{ user: { credentials: { clientSecret: SECRET } } }] }),
    '/form-reply': replying(`oauth_token=${SECRET}&oauth_token_secret=${SECRET}`, 'application/x-www-form-urlencoded'),
    '/xml-reply': replying(`<login><sessionToken>${SECRET}</sessionToken></login>`, 'application/xml'),
    '/text-reply': replying(`api_key: ${SECRET}`, 'text/plain'),
    '/redirect': {
      get: {
        responses: {
          302: {
            description: 'moved',
            headers: {
              Location: { schema: { type: 'string', example: `https://user:${SECRET}@host.example/?token=${SECRET}` } },
              'X-Auth-Token': { schema: { type: 'string', example: SECRET } },
              'Set-Cookie': { schema: { type: 'string', example: `sid=${SECRET}; Path=/` } },
              Link: { schema: { type: 'string', example: `<https://h.example/?access_token=${SECRET}>; rel=next` } },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Hidden: { type: 'string', format: 'password' },
      Declared: {
        type: 'object',
        properties: { door: { $ref: '#/components/schemas/Hidden' }, gates: { items: { format: 'password' } } },
      },
    },
  },
};
