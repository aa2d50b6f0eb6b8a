import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { Target } from './exchange.ts';
import { load } from './load.ts';
import { table } from './markdown.ts';
import { prism, specOf } from './peers/recipes.ts';
import { start } from './server.ts';
import type { Recipe, RunningServer } from './server.ts';
import { count, median, ratio } from './statistics.ts';
import { documentedTargets, lmsMock } from './subjects.ts';

const WARM_UP_S = 2;
const ROUND_S = 2;
const ROUNDS = 3;
const STARTS = 5;
const OPERATIONS = 1000;
const SETTLE_MS = 300;

/** What an operation costs as an API's, as a mounted document's, and in Prism; and what a document of many operations costs. */
export async function measureMounted(): Promise<string> {
  const rows: string[][] = [];
  for (const [api, target] of documentedTargets()) {
    const name = `mounted-${api}`;
    const mounted = { ...target, path: `/${name}${target.path}` };
    const ours = lmsMock('--spec', `${name}=${specOf(api)}`);
    const [asApi = 0, asDocument = 0, inPrism = 0] = await costsOf([
      { recipe: ours, target },
      { recipe: ours, target: mounted },
      { recipe: prism(specOf(api)), target },
    ]);
    rows.push([api, ...[asApi, asDocument, inPrism].map(count), ratio(asDocument, asApi), ratio(asDocument, inPrism)]);
  }
  return [
    `Processor time of one request, µs: the API's documented one, answered by the campus, by the same document when it is mounted, and by Prism CLI on it. The least of ${ROUNDS} rounds of ${ROUND_S} s after ${WARM_UP_S} s to warm up; wrk, 32 connections.`,
    table(['', 'API', 'mounted', 'Prism CLI', 'mounted to API', 'mounted to Prism'], rows),
    `From the start of the process to its first answer, processor time, and memory then: the middle of ${STARTS} starts. The document has ${count(OPERATIONS)} operations, each with parameters, a body and replies.`,
    await tableOfStarts(),
  ].join('\n\n');
}

interface Subject {
  readonly recipe: Recipe;
  readonly target: Target;
}

/** In µs. The rounds take turns, so that what else the machine does falls on all of them. */
async function costsOf(subjects: readonly Subject[]): Promise<readonly number[]> {
  await using servers = new AsyncDisposableStack();
  const running: RunningServer[] = [];
  for (const { recipe, target } of subjects) running.push(servers.use(await start(recipe, target)));
  const least = subjects.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, { target }] of subjects.entries()) {
      const server = running[index];
      if (server === undefined) continue;
      const before = await server.cpuMs();
      const { requests } = await load(server.port, target, round === 0 ? WARM_UP_S : ROUND_S);
      const took = (((await server.cpuMs()) - before) * 1000) / requests;
      if (round > 0) least[index] = Math.min(least[index] ?? took, took);
    }
  }
  return least;
}

async function tableOfStarts(): Promise<string> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-mounted-'));
  const file = join(folder.path, 'large.json');
  await writeFile(file, JSON.stringify(largeDocument()));
  const [documented] = documentedTargets().values();
  if (documented === undefined) throw new Error('lms-mock serves no API');
  const first: Target = { path: '/things0/1?limit=3', headers: {} };
  const subjects: readonly (Subject & { readonly title: string })[] = [
    { title: 'lms-mock without a document', recipe: lmsMock(), target: documented },
    {
      title: 'lms-mock with the document',
      recipe: lmsMock('--spec', `large=${file}`),
      target: { ...first, path: `/large${first.path}` },
    },
    { title: 'Prism CLI on the document', recipe: prism(file), target: first },
  ];
  const measured = subjects.map(() => ({ wallMs: [] as number[], cpuMs: [] as number[], mb: [] as number[] }));
  // The first round fills the caches of the disk and of Node, and is not counted.
  for (let round = 0; round <= STARTS; round += 1) {
    for (const [index, { recipe, target }] of subjects.entries()) {
      await using server = await start(recipe, target);
      const cpuMs = await server.cpuMs();
      await delay(SETTLE_MS);
      const mb = await server.residentMb();
      if (round === 0) continue;
      measured[index]?.wallMs.push(server.firstAnswerMs);
      measured[index]?.cpuMs.push(cpuMs);
      measured[index]?.mb.push(mb);
    }
  }
  const rows = measured.map(({ wallMs, cpuMs, mb }, index) => {
    return [subjects[index]?.title ?? '', ...[wallMs, cpuMs, mb].map((values) => count(median(values)))];
  });
  return table(['', 'first answer, ms', 'processor time, ms', 'idle memory, MB'], rows);
}

/** A document as large as those of well-known vendors. */
function largeDocument(): object {
  const thing = (index: number): object => ({
    type: 'object',
    required: ['id', 'name'],
    properties: {
      id: { type: 'integer', minimum: 1 },
      name: { type: 'string', minLength: 1, maxLength: 200, example: `Thing ${index}` },
      kind: { type: 'string', enum: ['small', 'large'] },
      tags: { type: 'array', items: { type: 'string' } },
      made: { type: 'string', format: 'date-time' },
      parent: { $ref: `#/components/schemas/Thing${Math.floor(index / 2)}` },
    },
  });
  const schemaOf = (index: number): object => ({ $ref: `#/components/schemas/Thing${index}` });
  const reply = (index: number): object => ({
    200: {
      description: 'The thing',
      content: { 'application/json': { schema: schemaOf(index), example: { id: 1, name: `Thing ${index}` } } },
    },
    404: { description: 'There is none' },
  });
  const item = (index: number): object => ({
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
    get: {
      operationId: `getThing${index}`,
      parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } }],
      responses: reply(index),
    },
    put: {
      operationId: `putThing${index}`,
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(index) } } },
      responses: reply(index),
    },
  });
  const numbers = Array.from({ length: OPERATIONS / 2 }, (_, index) => index);
  return {
    openapi: '3.1.0',
    info: { title: 'Large', version: '1' },
    paths: Object.fromEntries(numbers.map((index) => [`/things${index}/{id}`, item(index)])),
    components: { schemas: Object.fromEntries(numbers.map((index) => [`Thing${index}`, thing(index)])) },
  };
}
