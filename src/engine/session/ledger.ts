import { walkOver } from '../../walk.ts';
import type { ParameterValues } from '../../contract/request/request-reader.ts';
import type { Answer } from '../outcome.ts';

/** What an operation has given to a persona: how often each record. */
export interface GivenRecords {
  readonly api: string;
  readonly operationId: string;
  readonly persona: string;
  /** By the record's name. */
  readonly counts: ReadonlyMap<string, number>;
  /** Number of given records that were not recorded, because the ledgers of the server were full. */
  readonly droppedCount: number;
}

/** An answer that is about to be sent, and to whom. */
export interface LedgerCall {
  readonly api: string;
  readonly operationId: string;
  readonly persona: string;
  readonly values: ParameterValues;
  readonly recordOf: (row: unknown, values: ParameterValues) => string | undefined;
}

/** Which records a session's client was given. There is none until it is asked for: it costs time and memory. */
export interface Ledger {
  /** The answer, its records noted as they are made for sending. */
  watch(call: LedgerCall, answer: Answer): Answer;
  given(): readonly GivenRecords[];
  /** Gives back the room that it has. */
  clear(): void;
}

/** A text of a row; undefined where it has none of that name. */
export function textOf(row: unknown, name: string): string | undefined {
  const value: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

interface RecordList extends GivenRecords {
  readonly counts: Map<string, number>;
  droppedCount: number;
}

/** What the ledgers of a server share: how many more records they may tell apart. */
export interface LedgerRoom {
  left: number;
}

/** About 100 MB. */
const MAX_RECORDS = 1_000_000;

export function createLedgerRoom(): LedgerRoom {
  return { left: MAX_RECORDS };
}

export function createLedger(room: LedgerRoom): Ledger {
  const lists = new Map<string, RecordList>();
  let size = 0;

  function note(list: RecordList, record: string | undefined): void {
    if (record === undefined) return;
    const { counts } = list;
    const known = counts.get(record);
    if (known === undefined && room.left <= 0) {
      list.droppedCount += 1;
      return;
    }
    if (known === undefined) {
      size += 1;
      room.left -= 1;
    }
    counts.set(record, (known ?? 0) + 1);
  }

  return {
    watch({ api, operationId, persona, values, recordOf }, answer) {
      const key = `${operationId} ${persona} ${api}`;
      const list = lists.get(key) ?? { api, operationId, persona, counts: new Map(), droppedCount: 0 };
      lists.set(key, list);
      if (answer.kind === 'value') {
        note(list, recordOf(answer.value, values));
        return answer;
      }
      const noted = walkOver(answer.rows).map((row) => {
        note(list, recordOf(row, values));
        return row;
      });
      return { ...answer, rows: noted };
    },
    given: () => [...lists.values()],
    clear() {
      room.left += size;
      size = 0;
      lists.clear();
    },
  };
}
