/**
 * All answers that take long share a part of each turn of the event loop, however many they are. What is left of the
 * turn belongs to other requests, timers and signals.
 */
const SHARE_MS = 1;

/** When the share of this turn ends; undefined while nothing of it is used. */
let endsAt: number | undefined;
/** Those that wait for the share of a later turn, the longest first. */
const waiting: (() => void)[] = [];

/** Whether the share of this turn is used up. The caller then awaits `nextTurn`. */
export function isTurnOver(): boolean {
  return performance.now() >= openTurn();
}

/** Waits for a later turn of the event loop with some of its share left. */
export function nextTurn(): Promise<void> {
  openTurn();
  return new Promise((resolve) => {
    waiting.push(resolve);
    setImmediate(resume);
  });
}

/** Opens the share with its first use. Immediates run in order, so it is closed before a waiting answer goes on. */
function openTurn(): number {
  if (endsAt === undefined) {
    endsAt = performance.now() + SHARE_MS;
    setImmediate(closeTurn);
  }
  return endsAt;
}

function closeTurn(): void {
  endsAt = undefined;
}

/** An immediate of its own for each that waits: what one has resolved runs before the next is called. */
function resume(): void {
  if (isTurnOver()) setImmediate(resume);
  else waiting.shift()?.();
}
