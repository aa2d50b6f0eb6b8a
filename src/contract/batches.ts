/** Rows that are written at a time: enough that a piece is worth a write, few enough to be nothing to hold. */
export const ROWS_AT_A_TIME = 256;

/** Rows that come some at a time as well, which is faster than one by one. */
export interface BatchedRows extends Iterable<unknown> {
  /** None where so far there was nothing to be had. */
  batches(): Iterable<readonly unknown[]>;
}

/** Some rows at a time; none where so far there was nothing to be had. */
export function batches(rows: Iterable<unknown> | BatchedRows): Iterable<readonly unknown[]> {
  return 'batches' in rows ? rows.batches() : gather(rows);
}

/** Rows of which each is changed, by its index, as many at a time. Who takes them one by one changes no more than that. */
export function changed(
  rows: Iterable<unknown> | BatchedRows,
  change: (row: unknown, index: number) => unknown,
): BatchedRows {
  return {
    *[Symbol.iterator]() {
      let index = 0;
      for (const row of rows) yield change(row, index++);
    },
    *batches() {
      let before = 0;
      for (const batch of batches(rows)) {
        const from = before;
        yield batch.map((row, place) => change(row, from + place));
        before += batch.length;
      }
    },
  };
}

/** So many batches are looked through for a group. */
const BATCHES_OF_GROUP = 8;

/** Rows in groups of so many. Where they are hard to find, a group has what there is, and may be empty. */
export function* grouped(all: Iterable<readonly unknown[]>, size: number): Generator<readonly unknown[], undefined> {
  let group: unknown[] = [];
  let looked = 0;
  for (const batch of all) {
    for (const row of batch) {
      group.push(row);
      if (group.length < size) continue;
      yield group;
      group = [];
      looked = 0;
    }
    looked += 1;
    if (batch.length > 0 && looked < BATCHES_OF_GROUP) continue;
    yield group;
    group = [];
    looked = 0;
  }
  if (group.length > 0) yield group;
}

/** Takes all steps at once. */
export function takeAll<T>(steps: Iterator<void, T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
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
