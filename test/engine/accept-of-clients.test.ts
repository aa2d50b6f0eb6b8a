import request from 'supertest';
import { describe, expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';

const mock = createMock({ learners: 10, courses: 3 });

/** The default Accept of each client, and its Accept when a program asks for JSON or XML. */
const CLIENTS = [
  { client: 'curl, Python requests, axios in Node (any)', accept: '*/*' },
  { client: 'fetch of Node and of browsers', accept: '*/*' },
  { client: 'axios', accept: 'application/json, text/plain, */*' },
  { client: 'jQuery.ajax with dataType json', accept: 'application/json, text/javascript, */*; q=0.01' },
  { client: 'Angular, ky', accept: 'application/json' },
  { client: 'Chrome', accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7' }, // prettier-ignore
  { client: 'Firefox', accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' },
  { client: 'Java HttpURLConnection', accept: 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2' },
  { client: 'Java HttpURLConnection since 22', accept: '*/*; q=0.2' },
  { client: 'Spring RestTemplate', accept: 'application/json, application/*+json' },
  { client: 'Retrofit on OkHttp with a charset', accept: 'application/json; charset=UTF-8' },
  { client: 'Guzzle, as NaggaDIM-DEV/laravel-ispring-learn has it', accept: 'application/json' },
  { client: '.NET with OData', accept: 'application/json;odata.metadata=none' },
  { client: '.NET with OData and streaming', accept: 'application/json;odata.metadata=minimal;odata.streaming=true' },
  { client: 'Django REST framework, indented', accept: 'application/json; indent=4' },
  { client: 'a versioned client', accept: 'application/json; version=1' },
  { client: 'R httr', accept: 'application/json, text/xml, application/xml, */*' },
  { client: 'Ruby rest-client', accept: '*/*' },
  { client: 'PowerShell', accept: 'application/json;q=1.0, text/plain;q=0.5' },
  { client: "StackOne's TypeScript client", accept: 'application/json' },
  { client: 'a client of HAL or JSON:API', accept: 'application/hal+json, application/json;profile="a, b";q=0.9' },
] as const;

const apis = mock.services.flatMap(({ name, api }) => {
  const [persona] = api.personas;
  return persona === undefined ? [] : [{ name, api, headers: { ...persona.headers, ...api.showcase.headers } }];
});

describe.for(apis)('$name', ({ api, headers }) => {
  test.for(CLIENTS)('answers the Accept of $client', async ({ accept }) => {
    const response = await request(mock.app).get(api.showcase.path).set(headers).set('Accept', accept);
    expect(response.status).toBe(200);
    expect(response.headers['x-lms-mock-violations']).toBeUndefined();
    expect(response.type).toMatch(/^(application|text)\/(json|xml)$/);
  });

  test('answers a request without Accept', async () => {
    const response = await request(mock.app).get(api.showcase.path).set(headers).unset('Accept');
    expect(response.status).toBe(200);
    expect(response.headers['x-lms-mock-violations']).toBeUndefined();
  });
});

const ispring = apis.find((service) => service.name === 'ispring');
test.for([
  { accept: 'text/xml', type: 'text/xml' },
  { accept: 'text/xml; charset=utf-8', type: 'text/xml' },
  { accept: 'application/xml', type: 'application/xml' },
  { accept: 'application/xml, text/xml, application/json', type: 'application/xml' },
  { accept: 'application/json', type: 'application/json' },
  { accept: 'application/xhtml+xml, text/xml;q=0.9, */*;q=0.8', type: 'text/xml' },
])('iSpring answers $accept with $type', async ({ accept, type }) => {
  const path = ispring?.api.showcase.path ?? '';
  const response = await request(mock.app)
    .get(path)
    .set({ ...ispring?.headers, accept });
  expect(response.type).toBe(type);
  expect(response.text.startsWith('<?xml') || type.endsWith('json')).toBe(true);
});

const moocit = apis.find((service) => service.name === 'moocit');
test.for([
  // Django REST framework does not read q (rest_framework/utils/mediatypes.py).
  { accept: 'application/json;q=0', status: 200 },
  { accept: '*/*; q=0', status: 200 },
  { accept: 'text/html, application/json ; Q=0.000', status: 200 },
  { accept: 'application/*;q=0, text/html', status: 200 },
  { accept: '*/json', status: 200 },
  { accept: 'text/html', status: 406 },
  { accept: '*', status: 406 },
  { accept: 'json', status: 406 },
  { accept: '', status: 406 },
])('MOOCit answers $accept with $status', async ({ accept, status }) => {
  for (const method of ['get', 'options'] as const) {
    const agent = request(mock.app);
    const response = await agent[method](moocit?.api.showcase.path ?? '').set({ ...moocit?.headers, accept });
    expect(response.status, method).toBe(status);
  }
});
