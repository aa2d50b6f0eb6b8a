/** A limited amount that the sessions of a server share, such as bytes of memory. */
export interface Budget {
  left: number;
}

/** The part of a budget that one session has taken. */
export interface Share {
  readonly taken: number;
  /** Takes an amount, or gives it back if it is negative. Returns false, and takes nothing, if too little is left. */
  take(amount: number): boolean;
  /** Gives everything back. */
  release(): void;
}

export function openShare(budget: Budget): Share {
  let taken = 0;

  function take(amount: number): boolean {
    if (amount > budget.left) return false;
    budget.left -= amount;
    taken += amount;
    return true;
  }

  return {
    get taken() {
      return taken;
    },
    take,
    release: () => void take(-taken),
  };
}
