import * as fc from 'fast-check';
import request from 'supertest';
import type { Response } from 'supertest';
import { describe, expect, test } from 'vitest';

import type { Service } from '../../../src/engine/service.ts';
import { variationNames } from '../../../src/engine/variation/variation.ts';
import { operationVariations } from '../../../src/engine/reply/variation-preference.ts';
import { THINGS, things } from '../../support/cases/awkward-things.ts';
import { createMock } from '../../support/create-mock.ts';
import { RUNS, runs } from '../../support/generate/runs.ts';
import { expectInContract } from '../../support/judges/prove.ts';
import { createSmallApp } from '../../support/small-app.ts';

const mock = createMock({ learners: 150, courses: 4 });
const twin = createMock({ learners: 150, courses: 4 });
const small = createSmallApp({
  schema: THINGS,
  mediaTypes: ['application/json', 'application/xml'],
  answer: () => ({ kind: 'rows', status: 200, rows: things(100) }),
});

/** Variations that change only the way of writing, not the values. */
const MEANS_THE_SAME = ['row-order', 'offset', 'precision', 'number-form', 'whitespace', 'chunk-split'] as const;

interface Sent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Requests that get answers of every kind: lists, a value, XML, refusals, and answers made from the contract. */
function requestsTo({ api }: Service): readonly Sent[] {
  const [path = ''] = api.showcase.path.split('?');
  const headers = { ...api.personas[0]?.headers, ...api.showcase.headers };
  const longest = mock.campus.course(mock.campus.courseCount - 1);
  return [
    { path, headers },
    { path: `${path}?raw=true&proxy[page]=2`, headers },
    { path, headers: { ...headers, accept: 'application/json' } },
    { path: path.replace('BSCS1001', longest.slug).replace('grades', 'completion').split('?')[0] ?? '', headers },
    { path, headers: {} },
    { path, headers: { ...headers, accept: 'image/png' } },
  ];
}

async function send(from: Pick<typeof mock, 'app'>, { path, headers }: Sent, prefer?: string): Promise<Response> {
  const agent = request(from.app).get(path).set(headers).buffer(true);
  return prefer === undefined ? agent : agent.set('Prefer', prefer);
}

function operationAt({ contract }: Service, { path }: Sent) {
  const match = contract.match('GET', path.split('?')[0] ?? '');
  if (match.kind !== 'found') throw new Error(`${path} is no operation`);
  return match.operation;
}

function namesIn(response: Response): readonly string[] {
  const header = String(response.headers['x-lms-mock-variations']);
  return header === 'none' ? [] : header.split(', ');
}

/** The content of an answer in one normal form: rows in one order, instants as instants, numbers as numbers. */
function meaningOf(response: Response): unknown {
  if (!response.type.endsWith('json')) {
    return response.text
      .replaceAll(/>\s+</g, '><')
      .split('</status><status>')
      .map((row) => row.replaceAll(/\d+\.\d+/g, (number) => String(Number(number))))
      .map((row) => row.replaceAll(/^.*<statuses><status>|<\/status><\/statuses>$/g, ''))
      .sort();
  }
  const value: unknown = JSON.parse(response.text, (_key, member: unknown) => {
    if (typeof member !== 'string') return member;
    const zone = /[T ]\d\d:\d\d:\d\d[.\d]*$/.test(member) ? 'Z' : '';
    const instant = /^\d{4}-\d\d-\d\d[T ]/.test(member) ? Date.parse(member.replace(' ', 'T') + zone) : Number.NaN;
    if (!Number.isNaN(instant)) return instant;
    return /^\d(\.\d+)?$/.test(member) ? Number(member) : member;
  });
  return Array.isArray(value) ? value.map((row) => JSON.stringify(row)).sort() : value;
}

describe.for(mock.services.map((service) => [service.name, service] as const))('%s', ([, service]) => {
  const sent = requestsTo(service);

  test('conforms to its document with every seed, and is the same for the same seed', RUNS.test, async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(4_294_967_295), fc.constantFrom(...sent), async (seed, one) => {
        const [response, again] = [
          await send(mock, one, `variation=${seed}`),
          await send(twin, one, `variation=${seed}`),
        ];
        expect(response.status).not.toBe(500);
        expect(again.text).toBe(response.text);
        expect(again.headers['x-lms-mock-variations']).toBe(response.headers['x-lms-mock-variations']);
        expect(response.headers['preference-applied']).toBe(`variation=${seed}`);
        await expectInContract(service, operationAt(service, one), response);
      }),
      { numRuns: runs(100, 2000), ...RUNS.parameters },
    );
  });

  test('lists exactly the variations that changed its bytes', async () => {
    for (const one of sent) {
      const plain = await send(mock, one);
      for (const name of operationVariations(operationAt(service, one))) {
        const response = await send(mock, one, `variation=${name}`);
        const isInBytes = name !== 'chunk-split' && response.text !== plain.text;
        expect(namesIn(response), `${name} of ${one.path}`).toEqual(isInBytes || name === 'chunk-split' ? [name] : []);
      }
    }
  });

  test('has the same content if only the way of writing varies', async () => {
    const names = operationVariations(operationAt(service, { path: sent[0]?.path ?? '', headers: {} }));
    for (const one of sent) {
      const plain = meaningOf(await send(mock, one));
      for (const name of MEANS_THE_SAME.filter((each) => names.includes(each))) {
        for (const seed of [1, 2]) {
          expect(meaningOf(await send(mock, one, `variation=${seed}:${name}`)), name).toEqual(plain);
        }
      }
    }
  });

  test('also varies answers that are made from the contract', async () => {
    const [one = { path: '', headers: {} }] = sent;
    const response = await send(mock, one, 'code=200, variation=3:whitespace');
    expect(response.headers['preference-applied']).toBe('code=200, variation=3:whitespace');
    expect(namesIn(response)).toEqual(['whitespace']);
    await expectInContract(service, operationAt(service, one), response);
  });
});

describe.for(['application/json', 'application/xml'])('a list that supports every variation, in %s', (accept) => {
  const one = { path: '/things', headers: { accept } };
  const names = [...(small.service.contract.operations.get('listThings')?.responses.get(200)?.mediaTypes ?? [])]
    .filter(([name]) => name === accept)
    .flatMap(() =>
      accept.endsWith('json') ? variationNames : variationNames.filter((name) => !/null|extra/.test(name)),
    );

  test.for(names)('%s changes the bytes, alone, and holds the document', async (name) => {
    const plain = await send(small, one);
    const response = await send(small, one, `variation=5:${name}`);
    expect(namesIn(response)).toEqual([name]);
    expect(response.text === plain.text).toBe(name === 'chunk-split');
    await expectInContract(small.service, small.service.contract.operations.get('listThings'), response);
  });

  test('conforms to the document with all variations at once, and with those of each seed', async () => {
    const operation = small.service.contract.operations.get('listThings');
    const all = await send(small, one, `variation=1:${names.join('+')}`);
    expect(namesIn(all)).toEqual(names);
    await expectInContract(small.service, operation, all);
    const met = new Set<string>();
    for (let seed = 0; seed < runs(150, 150); seed += 1) {
      const response = await send(small, one, `variation=${seed}`);
      await expectInContract(small.service, operation, response);
      const carried = namesIn(response);
      expect(carried.length).toBeGreaterThanOrEqual(1);
      expect(carried.length).toBeLessThanOrEqual(3);
      for (const name of carried) met.add(name);
    }
    expect([...met].sort()).toEqual([...names].sort());
    expect(small.defects).toEqual([]);
  });
});

test('has the same content if only the way of writing varies, with every offset and precision', async () => {
  const one = { path: '/things', headers: {} };
  const plain = meaningOf(await send(small, one));
  for (let seed = 0; seed < runs(40, 40); seed += 1) {
    for (const name of MEANS_THE_SAME)
      expect(meaningOf(await send(small, one, `variation=${seed}:${name}`)), name).toEqual(plain);
  }
});

test('row-order moves a row only within its group of 64', async () => {
  const { body } = await send(small, { path: '/things', headers: {} }, 'variation=2:row-order');
  const places: number[] = body.map(({ id }: { id: string }) => Number(id.slice('thing-'.length)));
  expect(places.map((place) => Math.floor(place / 64))).toEqual(places.map((_, index) => Math.floor(index / 64)));
  expect([...places].sort((a, b) => a - b)).toEqual(places.map((_, index) => index));
});
