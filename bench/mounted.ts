import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { HOW_COSTS_ARE_MEASURED, measureCosts } from './costs.ts';
import type { Subject } from './costs.ts';
import type { Target } from './exchange.ts';
import { table } from './markdown.ts';
import { prism, specOf } from './peers/recipes.ts';
import { measureStarts } from './starts.ts';
import { count, ratio } from './statistics.ts';
import { documentedTargets, lmsMock } from './subjects.ts';

const STARTS = 5;
const OPERATIONS = 1000;

/** The costs of an operation of an API, of a mounted document, and in Prism; and those of a document with many operations. */
export async function measureMounted(): Promise<string> {
  const rows: string[][] = [];
  for (const [api, target] of documentedTargets()) {
    const name = `mounted-${api}`;
    const mounted = { ...target, path: `/${name}${target.path}` };
    const ours = lmsMock('--spec', `${name}=${specOf(api)}`);
    const costs = await measureCosts([
      { recipe: ours, target },
      { recipe: ours, target: mounted },
      { recipe: prism(specOf(api)), target },
    ]);
    const [asApi = 0, asDocument = 0, inPrism = 0] = costs.map(({ cpuUs }) => cpuUs);
    rows.push([api, ...[asApi, asDocument, inPrism].map(count), ratio(asDocument, asApi), ratio(asDocument, inPrism)]);
  }
  return [
    `Processor time of one request, µs: the API's documented one, answered by the campus, by the same document when it is mounted, and by Prism CLI on it. Measured as ${HOW_COSTS_ARE_MEASURED}.`,
    table(['', 'API', 'mounted', 'Prism CLI', 'mounted to API', 'mounted to Prism'], rows),
    `From the start of the process to its first answer, processor time, and memory then: the middle of ${STARTS} starts. The document has ${count(OPERATIONS)} operations, each with parameters, a body and replies.`,
    await tableOfStarts(),
  ].join('\n\n');
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
  const measured = await measureStarts(subjects, STARTS);
  const rows = measured.map(({ startMs, cpuMs, idleMb }, index) => {
    return [subjects[index]?.title ?? '', ...[startMs, cpuMs, idleMb].map(count)];
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
