/**
 * Long answers share a part of each turn of the event loop, however many they are. The rest of the turn belongs to other
 * requests, timers and signals.
 */
const SHARE_MS = 1;

/** The end of this turn's share. Undefined while none of it is used. */
let endsAt: number | undefined;
/** Answers that wait to begin. They go first, so that a short answer never waits for long ones. */
const beginning: (() => void)[] = [];
/** Answers in progress that wait to continue, the longest waiting first. */
const continuing: (() => void)[] = [];

let resumed = 0;

/** Whether the share of this turn is used up. The caller then awaits `nextTurn` or `firstTurn`. */
export function isTurnOver(): boolean {
  return performance.now() >= openTurn();
}

/** Waits for a later turn of the event loop with some of its share left. */
export function nextTurn(): Promise<void> {
  return waitIn(continuing);
}

/** Like `nextTurn`, but before all answers in progress: for an answer that has not begun. */
export function firstTurn(): Promise<void> {
  return waitIn(beginning);
}

function waitIn(queue: (() => void)[]): Promise<void> {
  openTurn();
  return new Promise((resolve) => {
    queue.push(resolve);
    setImmediate(resume);
  });
}

/** Opens the share when it is first used. Immediates run in order, so it is closed before a waiting answer continues. */
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

/** There is one immediate per waiting answer: the code that one resumes runs before the next is called. */
function resume(): void {
  if (isTurnOver()) {
    setImmediate(resume);
    return;
  }
  // Every fourth place is for an answer in progress, so that many short answers can't stop the long ones.
  resumed += 1;
  const [first, second] = resumed % 4 === 0 ? [continuing, beginning] : [beginning, continuing];
  (first.shift() ?? second.shift())?.();
}

/** Runs all steps, and lets others have their turn in between. */
export async function inTurns<T>(steps: Iterator<void, T>): Promise<T>;
/** Runs steps until the last one or until `isEnded`. Undefined if it ended early. */
export async function inTurns<T>(steps: Iterator<void, T>, isEnded: () => boolean): Promise<T | undefined>;
export async function inTurns<T>(steps: Iterator<void, T>, isEnded = (): boolean => false): Promise<T | undefined> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (isTurnOver()) await nextTurn();
    if (isEnded()) return undefined;
  }
}
