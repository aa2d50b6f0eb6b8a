import request from 'supertest';
import type { Response } from 'supertest';
import { expect, test } from 'vitest';

import { createSmallApp } from '../../support/small-app.ts';

const LATIN1 = 'text/plain; charset=iso-8859-1';
const small = (value: unknown, type = LATIN1): ReturnType<typeof createSmallApp> =>
  createSmallApp({
    schema: { type: 'string' },
    mediaTypes: [type],
    answer: () => ({ kind: 'value', status: 200, value }),
  });

async function bytesOf(app: ReturnType<typeof createSmallApp>, prefer: string): Promise<Response> {
  return request(app.app)
    .get('/things')
    .set('Prefer', prefer)
    .buffer(true)
    .parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => done(null, Buffer.concat(parts)));
    });
}

test.for([
  { prefer: 'respond-async', type: LATIN1, encoding: 'latin1' },
  { prefer: 'variation=chunk-split', type: LATIN1, encoding: 'latin1' },
  { prefer: 'variation=chunk-split', type: 'text/plain; charset=utf-16le', encoding: 'utf16le' },
] as const)('the bytes are in the charset of the label: $prefer, $type', async ({ prefer, type, encoding }) => {
  const response = await bytesOf(small('Jyväskylä, Äänekoski', type), prefer);
  expect(response.headers['content-type']).toBe(type);
  expect(response.body.toString(encoding)).toBe('Jyväskylä, Äänekoski');
});

test.for(['respond-async', 'variation=chunk-split'])(
  'a body with characters that its charset lacks is sent and labelled as UTF-8 (%s)',
  async (prefer) => {
    const response = await bytesOf(small('€'), prefer);
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(response.body.toString('utf8')).toBe('€');
  },
);
