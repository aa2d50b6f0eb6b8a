/** Runs tasks. Those beyond a number at the same time wait for their turn, in order. */
export type InTurn = <T>(task: () => Promise<T>) => Promise<T>;

/** @param most Maximum number of tasks at the same time. */
export function createTurns(most: number): InTurn {
  let open = 0;
  const waiting: (() => void)[] = [];

  return async (task) => {
    if (open === most) await new Promise<void>((resolve) => void waiting.push(resolve));
    else open += 1;
    try {
      return await task();
    } finally {
      // The turn is handed on, or given back.
      const next = waiting.shift();
      if (next === undefined) open -= 1;
      else next();
    }
  };
}
