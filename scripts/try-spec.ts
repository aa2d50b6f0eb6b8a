/**
 * Mounts an OpenAPI document and sends each of its operations one request, made of the document's own examples and
 * schemas: node scripts/try-spec.ts <file> [--dynamic]. Prints what came back, and what it cost.
 */
import { sample, stringMatching } from 'fast-check';

import { readMountedDocument } from '../src/config/mounted-document.ts';
import { sampleRequest } from '../src/mounted/sample-request.ts';
import { createMock } from '../src/index.ts';

const [file, flag] = process.argv.slice(2);
if (file === undefined) throw new Error('Give it the path of an OpenAPI document.');
const megabytes = (): number => Math.round(process.memoryUsage().rss / 1e6);
const idleMb = megabytes();
let startedAt = performance.now();
const contract = readMountedDocument('tried', file, []);
const startMs = performance.now() - startedAt;
await using mock = createMock({
  port: 0,
  apis: ['moocit'],
  learners: 0,
  specs: { tried: file },
  onDefect: console.error,
});
await mock.listen();
const startedMb = megabytes();

/** The same text for a pattern whenever it is asked for. */
function fromPattern(pattern: string): string {
  return sample(stringMatching(new RegExp(pattern)), { seed: 1, numRuns: 1 })[0] ?? '';
}

const statuses = new Map<string, number>();
const times: number[] = [];
const laterTimes: number[] = [];
for (const operation of contract.operations.values()) {
  const { method, path, headers, body } = sampleRequest(contract, operation, fromPattern);
  const wish = flag === '--dynamic' ? { Prefer: 'dynamic=true' } : {};
  const send = async (): Promise<Response> => {
    const sent = method === 'TRACE' ? 'OPTIONS' : method;
    const response = await fetch(`${mock.specs['tried']?.baseUrl}${path}`, {
      method: sent,
      redirect: 'manual',
      headers: { ...headers, ...wish },
      ...(body === undefined || method === 'GET' ? {} : { body }),
    });
    return response;
  };
  for (const into of [times, laterTimes]) {
    startedAt = performance.now();
    const response = await send();
    const text = await response.text();
    into.push(performance.now() - startedAt);
    if (into === laterTimes) continue;
    const kind = `${Math.floor(response.status / 100)}xx`;
    statuses.set(kind, (statuses.get(kind) ?? 0) + 1);
    if (response.status >= 400) console.log(response.status, operation.operationId, method, path, text.slice(0, 300));
  }
}

const at = (values: readonly number[], part: number): string =>
  (values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0).toFixed(1);
console.log(
  JSON.stringify({
    operations: contract.operations.size,
    ...Object.fromEntries(statuses),
    startMs: Math.round(startMs),
    veryFirstMs: Math.round(times[0] ?? 0),
    firstMs: { median: at(times, 0.5), p99: at(times, 0.99), most: at(times, 1) },
    laterMs: { median: at(laterTimes, 0.5), p99: at(laterTimes, 0.99), most: at(laterTimes, 1) },
    memoryMb: { idle: idleMb, started: startedMb, after: megabytes() },
  }),
);
