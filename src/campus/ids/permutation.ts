import { below, draw, mix } from '../hash.ts';

/** A seeded shuffle of 0..size-1 without a table: both directions take constant time. */
export interface Permutation {
  forward(value: number): number;
  backward(value: number): number;
}

/**
 * A Feistel network over the cells of a grid of rows x columns that is slightly larger than `size`. Results outside of
 * the range pass through it again (cycle walking). That is rare, because fewer than `rows` cells are spare.
 *
 * @param size from 0 to 2^52.
 */
export function createPermutation(size: number, key: number): Permutation {
  const rows = Math.max(1, Math.ceil(Math.sqrt(size)));
  const columns = Math.max(1, Math.ceil(size / rows));
  // Four variables instead of an array, because this is the hottest arithmetic of the campus.
  const [key1, key2, key3, key4] = [draw(key, 1), draw(key, 2), draw(key, 3), draw(key, 4)];

  return {
    forward(value) {
      let cell = value;
      do {
        let row = Math.floor(cell / columns);
        let column = cell - row * columns;
        row = add(row, mix(column + key1), rows);
        column = add(column, mix(row + key2), columns);
        row = add(row, mix(column + key3), rows);
        column = add(column, mix(row + key4), columns);
        cell = row * columns + column;
      } while (cell >= size);
      return cell;
    },
    backward(value) {
      let cell = value;
      do {
        let row = Math.floor(cell / columns);
        let column = cell - row * columns;
        column = subtract(column, mix(row + key4), columns);
        row = subtract(row, mix(column + key3), rows);
        column = subtract(column, mix(row + key2), columns);
        row = subtract(row, mix(column + key1), rows);
        cell = row * columns + column;
      } while (cell >= size);
      return cell;
    },
  };
}

function add(value: number, drawn: number, limit: number): number {
  const sum = value + scaled(drawn, limit);
  return sum >= limit ? sum - limit : sum;
}

function subtract(value: number, drawn: number, limit: number): number {
  const difference = value - scaled(drawn, limit);
  return difference < 0 ? difference + limit : difference;
}

/** Same as `below`. Up to 2^16 it uses integer arithmetic only, which takes half of the time. */
function scaled(drawn: number, limit: number): number {
  return limit <= 0x1_0000 ? Math.imul(drawn >>> 16, limit) >>> 16 : below(drawn, limit);
}
