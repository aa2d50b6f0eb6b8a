/** Rows that are written at a time: enough that a piece is worth a write, few enough to be nothing to hold. */
const ROWS_AT_A_TIME = 256;

/** Rows that come some at a time as well, which is faster than one by one. */
export interface BatchedRows extends Iterable<unknown> {
  /** Never none. */
  batches(): Iterable<readonly unknown[]>;
  /** Their JSON, some rows at a time, a comma before each row; absent where it is not to be had without the rows. */
  json?(): Iterable<string>;
}

/** Rows whose JSON can be had without them, and faster. It must be what `JSON.stringify` makes of each. */
export function writtenBy(json: () => Iterable<string>, rows: BatchedRows): BatchedRows {
  return { [Symbol.iterator]: () => rows[Symbol.iterator](), batches: () => rows.batches(), json };
}

/** Some rows at a time, never none. */
export function batches(rows: Iterable<unknown> | BatchedRows): Iterable<readonly unknown[]> {
  return 'batches' in rows ? rows.batches() : gather(rows);
}

function* gather(rows: Iterable<unknown>): Iterable<readonly unknown[]> {
  let batch: unknown[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length === ROWS_AT_A_TIME) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
