import { setImmediate as nextTurn } from 'node:timers/promises';

/** So long may one answer be made before the others have their turn. */
const TURN_MS = 10;

/** The turn of the event loop that the making of an answer has: a long one gives it back from time to time. */
export class Turn {
  #beganAt = performance.now();

  isOver(): boolean {
    return performance.now() - this.#beganAt >= TURN_MS;
  }

  /** Lets the others have theirs. */
  async next(): Promise<void> {
    await nextTurn();
    this.#beganAt = performance.now();
  }
}
