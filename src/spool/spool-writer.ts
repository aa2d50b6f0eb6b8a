import { randomUUID } from 'node:crypto';
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageVersion } from '../config/package-file.ts';
import { createTally } from '../engine/session/tally.ts';
import type { Tally, TallyCounts } from '../engine/session/tally.ts';
import type { Report } from '../inspect/report/report.ts';
import { realPathOf } from './others.ts';
import { formatSpoolLine } from './spool-line.ts';
import type { SpoolHead } from './spool-line.ts';

/** Reports the exchanges of one mock to the `check` that runs its process. */
export interface SpoolWriter {
  /** Writes one exchange. The URL must have no secrets. */
  readonly count: Tally['count'];
  /** Writes the rules and expectations without a match. Exchanges may still follow. */
  end(): void;
}

/** Opens the file of a mock in a folder. Undefined without a folder. */
export function openSpool(
  folder: string | undefined,
  { specs, allowedFolders }: Pick<SpoolHead, 'specs' | 'allowedFolders'>,
  unmatched: () => Unmatched,
): SpoolWriter | undefined {
  if (folder === undefined || folder === '') return undefined;
  const files = Object.entries(specs).map(([name, file]) => [name, realPathOf(file)]);
  return createSpoolWriter({
    folder,
    unmatched,
    version: packageVersion(),
    specs: Object.fromEntries(files),
    // A document may always refer to the working folder, which may be another one in the reading process.
    allowedFolders: [...allowedFolders, process.cwd()],
  });
}

/** The rules and expectations of a mock that nothing matched. */
export interface Unmatched {
  readonly unusedRules: Report['unusedRules'];
  readonly unmetExpectations: readonly string[];
}

interface SpoolWriterOptions extends SpoolHead {
  readonly folder: string;
  unmatched(): Unmatched;
}

/** Size at which a file is replaced with the sum of its lines. */
const COMPACT_BYTES = 1_000_000;

/**
 * Writes each exchange before its answer is sent, synchronously: a process that exits right after, or is killed, has
 * reported everything that its client has seen. A socket or a request could not do that. The file is opened for each line,
 * so a mock that is never closed holds no file descriptor.
 *
 * If the folder can't be written, one message is printed to standard error, and the mock continues without reporting.
 */
function createSpoolWriter({ folder, unmatched, ...identity }: SpoolWriterOptions): SpoolWriter {
  const head = formatSpoolLine({ kind: 'head', ...identity });
  const file = join(folder, `${process.pid}-${randomUUID()}.jsonl`);
  const total = createTally();
  let bytes = 0;
  let hasFailed = false;

  function append(line: string): void {
    if (hasFailed) return;
    try {
      const text = bytes === 0 ? head + line : line;
      appendFileSync(file, text, { mode: 0o600 });
      bytes += text.length;
      if (bytes > COMPACT_BYTES) compact();
    } catch (error) {
      hasFailed = true;
      reportFailureOnce(folder, error);
    }
  }

  function compact(): void {
    const text = head + formatSpoolLine({ kind: 'tally', tally: countsOf(total) });
    const next = `${file}.new`;
    writeFileSync(next, text, { mode: 0o600 });
    renameSync(next, file);
    // The sum may be large itself. Then the file may grow by half of the limit again.
    bytes = Math.min(text.length, COMPACT_BYTES / 2);
  }

  const writer: SpoolWriter = {
    count(service, session, request, exchange) {
      const own = createTally();
      own.count(service, session, request, exchange);
      total.add(own);
      append(formatSpoolLine({ kind: 'tally', tally: countsOf(own) }));
    },
    end() {
      open.delete(writer);
      const { unusedRules, unmetExpectations } = unmatched();
      if (bytes > 0 || unusedRules.length > 0 || unmetExpectations.length > 0)
        append(formatSpoolLine({ kind: 'rules', unusedRules, unmetExpectations }));
    },
  };
  if (open.size === 0) process.once('exit', endAll);
  open.add(writer);
  return writer;
}

/** The data of a tally, without its methods. */
function countsOf({ exchanges, apis, violations, unlistedCount }: TallyCounts): TallyCounts {
  return { exchanges, apis, violations, unlistedCount };
}

/** The writers of this thread that have not ended. */
const open = new Set<SpoolWriter>();

function endAll(): void {
  for (const writer of open) writer.end();
}

let hasReportedFailure = false;
function reportFailureOnce(folder: string, error: unknown): void {
  if (hasReportedFailure) return;
  hasReportedFailure = true;
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `lms-mock can't report to the check command in ${folder}: ${reason}. The exchanges of this process are missing in the report.\n`,
  );
}
