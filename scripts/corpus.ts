/**
 * Mounts each document of a corpus and sends valid and invalid requests to its operations: `npm run corpus -- --help`.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { documentsIn } from './corpus/documents.ts';
import { printResults } from './corpus/print-results.ts';
import { noCounts } from './corpus/try-document.ts';
import type { DocumentResult } from './corpus/try-document.ts';

const HELP = `npm run corpus -- <folder, file or installed package>... [options]

Mounts every OpenAPI document, sends one valid request and up to 8 invalid ones to each operation, and checks each JSON reply
with @hyperjump/json-schema. Valid requests have the required parameters and the body, made of the document's examples where
these are valid by @hyperjump/json-schema, else of its schemas. Each invalid request has one fault that this validator finds.
Replies that are not JSON are not judged. Nothing is sent beyond loopback.

  --json             print one JSON document with the counts and findings of each document
  --timeout <s>      maximum time for a document, 1 to 3600. Default 300
  --memory <MB>      maximum heap for a document, 64 to 65536. Default 2048
  --help             print this

Exit codes: 0 no valid request refused, no invalid one accepted, no reply off its schema without the document's own
example being wrong; 1 otherwise; 2 wrong arguments or no documents.
`;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function parse(): { readonly paths: readonly string[]; json: boolean; timeoutMs: number; memoryMb: number } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        timeout: { type: 'string', default: '300' },
        memory: { type: 'string', default: '2048' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      process.exit();
    }
    const timeoutS = Number(values.timeout);
    const memoryMb = Number(values.memory);
    if (!(timeoutS >= 1 && timeoutS <= 3600)) fail(`--timeout must be from 1 to 3600 seconds, got ${values.timeout}.`);
    if (!(memoryMb >= 64 && memoryMb <= 65_536)) fail(`--memory must be from 64 to 65536 MB, got ${values.memory}.`);
    if (positionals.length === 0) fail(HELP);
    return { paths: positionals, json: values.json, timeoutMs: timeoutS * 1000, memoryMb };
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

const { paths, json, timeoutMs, memoryMb } = parse();
const files = paths.flatMap((path) => documentsIn(path));
if (files.length === 0) fail(`${paths.join(', ')}: no OpenAPI document found.`);

const workerFile = fileURLToPath(import.meta.resolve('./corpus-worker.ts'));
let worker: ChildProcess | undefined;

/** Tries a document in the worker. If that takes too long or too much memory, only the worker ends. */
async function run(file: string): Promise<DocumentResult> {
  worker ??= fork(workerFile, [], {
    execArgv: [`--max-old-space-size=${memoryMb}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const own = worker;
  const ended = new AbortController();
  const onExit = (): void => ended.abort();
  own.send(file);
  const message = once(own, 'message', { signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ended.signal]) });
  own.once('exit', onExit);
  try {
    const [{ result, rssMb }] = await message;
    if (rssMb > memoryMb) stop();
    return result;
  } catch {
    const reason = ended.signal.aborted
      ? `the process ended, probably out of ${memoryMb} MB`
      : `took over ${timeoutMs / 1000} s`;
    stop();
    return { file, counts: { ...noCounts(), failed: 1 }, findings: [{ kind: 'failed', reason }] };
  } finally {
    own.off('exit', onExit);
  }
}

function stop(): void {
  worker?.kill('SIGKILL');
  worker = undefined;
}

const results: DocumentResult[] = [];
for (const [index, file] of files.entries()) {
  if (process.stderr.isTTY) process.stderr.write(`\r${index + 1} of ${files.length}`);
  results.push(await run(file));
}
stop();
process.exitCode = printResults(results, json) ? 0 : 1;
