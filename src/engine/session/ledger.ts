import { walkOver } from '../../walk.ts';
import type { ParameterValues } from '../../contract/request/request-reader.ts';
import { openShare } from '../budget.ts';
import type { Budget } from '../budget.ts';
import type { Answer } from '../outcome.ts';

/** The records that an operation has sent to a persona, and how often. */
export interface GivenRecords {
  readonly api: string;
  readonly operationId: string;
  readonly persona: string;
  /** By the record's name. */
  readonly counts: ReadonlyMap<string, number>;
  /** Number of given records that were not recorded, because the ledgers of the server were full. */
  readonly droppedCount: number;
}

/** An answer that is about to be sent, and its receiver. */
export interface LedgerCall {
  readonly api: string;
  readonly operationId: string;
  readonly persona: string;
  readonly values: ParameterValues;
  /** Absent where rows have no records. */
  readonly recordOf: ((row: unknown, values: ParameterValues) => string | undefined) | undefined;
}

/** The records that were sent to a session's client. Opened only on request, because it costs time and memory. */
export interface Ledger {
  /** Returns the answer. Its records are counted while they are sent. */
  watch(call: LedgerCall, answer: Answer): Answer;
  given(): readonly GivenRecords[];
  /** Releases its memory. */
  clear(): void;
}

/** A text member of a row. Undefined if there is none with that name. */
export function textOf(row: unknown, name: string): string | undefined {
  const value: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

interface RecordList extends GivenRecords {
  readonly counts: Map<string, number>;
  droppedCount: number;
}

/** Maximum number of distinct records in the ledgers of a server: about 100 MB. */
export const MAX_RECORDS = 1_000_000;

export function createLedger(budget: Budget): Ledger {
  const lists = new Map<string, RecordList>();
  const share = openShare(budget);

  function count(list: RecordList, record: string | undefined): void {
    if (record === undefined) return;
    const { counts } = list;
    const known = counts.get(record);
    if (known === undefined && !share.take(1)) {
      list.droppedCount += 1;
      return;
    }
    counts.set(record, (known ?? 0) + 1);
  }

  return {
    watch({ api, operationId, persona, values, recordOf }, answer) {
      if (answer.kind === 'value' ? answer.records === undefined : recordOf === undefined) return answer;
      const key = `${operationId} ${persona} ${api}`;
      const list = lists.get(key) ?? { api, operationId, persona, counts: new Map(), droppedCount: 0 };
      lists.set(key, list);
      if (answer.kind === 'value') {
        for (const record of answer.records ?? []) count(list, record);
        return answer;
      }
      const rows = walkOver(answer.rows).map((row) => {
        count(list, recordOf?.(row, values));
        return row;
      });
      return { ...answer, rows };
    },
    given: () => [...lists.values()],
    clear() {
      share.release();
      lists.clear();
    },
  };
}
