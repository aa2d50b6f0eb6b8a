import { describe, expect, test } from 'vitest';

import { upgradeDocument } from '../../../src/config/upgrade/upgrade-document.ts';

const okay = { 200: { description: 'Fine' } };

/** An upgraded document of Swagger 2.0, and the original places of its parts. */
function upgraded(given: object): { readonly document: unknown; readonly original: (pointer: string) => string } {
  const document = { swagger: '2.0', info: { title: 'T', version: '1' }, ...structuredClone(given) };
  const original = upgradeDocument(document);
  return { document, original };
}

function upgradedOperation(operation: object, given: object = {}): unknown {
  const { document } = upgraded({ ...given, paths: { '/a': { post: { responses: okay, ...operation } } } });
  return document;
}

describe('Swagger 2.0', () => {
  test.for([
    {
      title: 'host, basePath and schemes become servers',
      given: { host: 'a.example', basePath: '/v1', schemes: ['https', 'http'] },
      want: [{ url: 'https://a.example/v1' }, { url: 'http://a.example/v1' }],
    },
    { title: 'a basePath without a host becomes a server', given: { basePath: 'v1' }, want: [{ url: '/v1' }] },
    { title: 'without host and basePath there are no servers', given: {}, want: [] },
  ])('$title', ({ given, want }) => {
    expect(upgraded({ ...given, paths: {} }).document).toMatchObject({ openapi: '3.1.1', servers: want });
  });

  test('securityDefinitions become security schemes', () => {
    const oauth = { type: 'oauth2', flow: 'accessCode', authorizationUrl: '/a', tokenUrl: '/t', scopes: { s: 'S' } };
    const key = { type: 'apiKey', in: 'header', name: 'X-Key' };
    expect(
      upgraded({ paths: {}, securityDefinitions: { basic: { type: 'basic' }, oauth, key } }).document,
    ).toMatchObject({
      components: {
        securitySchemes: {
          basic: { type: 'http', scheme: 'basic' },
          oauth: {
            type: 'oauth2',
            flows: { authorizationCode: { authorizationUrl: '/a', tokenUrl: '/t', scopes: { s: 'S' } } },
          },
          key,
        },
      },
    });
  });

  test.for([
    ['query', {}, { style: 'form', explode: false }],
    ['query', { collectionFormat: 'csv' }, { style: 'form', explode: false }],
    ['query', { collectionFormat: 'multi' }, { style: 'form', explode: true }],
    ['query', { collectionFormat: 'ssv' }, { style: 'spaceDelimited', explode: false }],
    ['query', { collectionFormat: 'pipes' }, { style: 'pipeDelimited', explode: false }],
    ['query', { collectionFormat: 'tsv' }, { style: 'tabDelimited', explode: false }],
    ['header', { collectionFormat: 'csv' }, { style: 'simple', explode: false }],
    ['path', {}, { style: 'simple', explode: false }],
  ] as const)('a list in the %s with %o', ([place, given, want]) => {
    const items = { type: 'integer', maximum: 3, exclusiveMaximum: true, 'x-nullable': true };
    const parameter = { name: 'p', in: place, type: 'array', minItems: 1, items, default: [1], ...given };
    const schema = {
      type: 'array',
      minItems: 1,
      default: [1],
      items: { type: ['integer', 'null'], exclusiveMaximum: 3 },
    };
    expect(upgradedOperation({ parameters: [parameter] })).toMatchObject({
      paths: { '/a': { post: { parameters: [{ name: 'p', in: place, ...want, schema }] } } },
    });
  });

  test('a body has the media types of its operation, otherwise of the document, otherwise JSON', () => {
    const parameters = [{ name: 'b', in: 'body', required: true, schema: { type: 'integer' } }];
    const content = (name: string): object => ({
      paths: {
        '/a': { post: { requestBody: { required: true, content: { [name]: { schema: { type: 'integer' } } } } } },
      },
    });
    const consumes = ['application/vnd.a+json'];
    expect(upgradedOperation({ parameters, consumes: ['text/a'] }, { consumes })).toMatchObject(content('text/a'));
    expect(upgradedOperation({ parameters }, { consumes })).toMatchObject(content('application/vnd.a+json'));
    expect(upgradedOperation({ parameters })).toMatchObject(content('application/json'));
  });

  test('a shared body parameter becomes a body, and that of a path applies to operations without one', () => {
    const body = (type: string): object => ({ name: 'b', in: 'body', schema: { type } });
    const { document } = upgraded({
      parameters: { Shared: body('integer') },
      paths: {
        '/a': {
          post: { parameters: [{ $ref: '#/parameters/Shared' }], responses: okay },
          put: { responses: okay },
          patch: { parameters: [{ ...body('string'), name: 'other' }], responses: okay },
          parameters: [body('boolean'), { name: 'q', in: 'query', type: 'string' }],
        },
      },
    });
    const operation = (type: string): object => ({
      requestBody: { content: { 'application/json': { schema: { type } } } },
      parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }],
    });
    expect(document).toMatchObject({
      paths: { '/a': { post: operation('integer'), put: operation('boolean'), patch: operation('string') } },
    });
  });

  test('fields of a form become a body, which is multipart if one is a file', () => {
    const field = (name: string, more: object): object => ({ name, in: 'formData', type: 'string', ...more });
    const tags = field('tags', { type: 'array', items: { type: 'string' } });
    const lines = field('lines', { type: 'array', items: { type: 'string' }, collectionFormat: 'multi' });
    const parameters = [field('title', { required: true }), tags, lines];
    const properties = {
      title: { type: 'string' },
      tags: { type: 'array', items: { type: 'string' } },
      lines: { type: 'array', items: { type: 'string' } },
    };
    const encoding = { tags: { style: 'form', explode: false }, lines: { style: 'form', explode: true } };
    expect(upgradedOperation({ parameters })).toMatchObject({
      paths: {
        '/a': {
          post: {
            parameters: [],
            requestBody: {
              required: true,
              content: {
                'application/x-www-form-urlencoded': {
                  schema: { type: 'object', properties, required: ['title'] },
                  encoding,
                },
              },
            },
          },
        },
      },
    });
    expect(
      upgradedOperation({ parameters: [field('f', { type: 'file' })] }, { consumes: ['application/json'] }),
    ).toMatchObject({
      paths: {
        '/a': {
          post: {
            requestBody: {
              required: false,
              content: {
                'multipart/form-data': { schema: { properties: { f: { type: 'string', format: 'binary' } } } },
              },
            },
          },
        },
      },
    });
  });

  test('a response has the media types of its operation, and its examples', () => {
    const { document } = upgraded({
      produces: ['application/json', 'application/xml'],
      responses: { Shared: { description: 'S', schema: { $ref: '#/definitions/A' } } },
      definitions: {
        A: { type: 'object', discriminator: 'kind', properties: { a: { type: 'string', 'x-nullable': true } } },
      },
      paths: {
        '/a': {
          get: {
            responses: {
              200: {
                description: 'D',
                schema: { $ref: '#/definitions/A' },
                headers: { 'X-Ids': { type: 'array', items: { type: 'integer' } } },
                examples: { 'application/json': { a: null } },
              },
              204: { description: 'None' },
              404: { $ref: '#/responses/Shared' },
            },
          },
          post: { produces: ['text/a'], responses: { 404: { $ref: '#/responses/Shared' } } },
          put: { responses: { 200: { description: 'F', schema: { type: 'file' } } }, produces: [] },
        },
      },
    });
    const schema = { $ref: '#/definitions/A' };
    expect(document).toMatchObject({
      paths: {
        '/a': {
          get: {
            responses: {
              200: {
                headers: { 'X-Ids': { schema: { type: 'array', items: { type: 'integer' } } } },
                content: { 'application/json': { schema, example: { a: null } }, 'application/xml': { schema } },
              },
              204: { description: 'None' },
              404: { description: 'S', content: { 'application/json': { schema }, 'application/xml': { schema } } },
            },
          },
          post: { responses: { 404: { content: { 'text/a': { schema } } } } },
          put: { responses: { 200: { content: { 'application/octet-stream': {} } } } },
        },
      },
      definitions: { A: { discriminator: { propertyName: 'kind' }, properties: { a: { type: ['string', 'null'] } } } },
      components: { schemas: { A: { discriminator: { propertyName: 'kind' } } } },
    });
  });

  test('pointers lead to the original places of the parts', () => {
    const { original } = upgraded({
      parameters: { Shared: { name: 's', in: 'query', type: 'string' } },
      paths: {
        '/a': {
          parameters: [{ name: 'q', in: 'query', type: 'string' }],
          post: {
            parameters: [{ name: 'b', in: 'body', schema: { type: 'integer' } }, { $ref: '#/parameters/Shared' }],
            responses: { 200: { description: 'D', schema: { type: 'string' } } },
          },
        },
      },
    });
    const at = '#/paths/~1a/post';
    expect(
      [
        `${at}/parameters/0/schema/type`,
        `${at}/parameters/1`,
        `${at}/requestBody/content/application~1json/schema/type`,
        `${at}/responses/200/content/application~1json/schema`,
        '#/components/schemas/A/type',
        '#/info/title',
      ].map(original),
    ).toEqual([
      '#/paths/~1a/parameters/0/type',
      '#/parameters/Shared',
      `${at}/parameters/0/schema/type`,
      `${at}/responses/200/schema`,
      '#/definitions/A/type',
      '#/info/title',
    ]);
  });
});
