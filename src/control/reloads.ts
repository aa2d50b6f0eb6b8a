/** One attempt to load changed files. */
export interface Reload {
  /** Counts from 1. */
  readonly number: number;
  /** By the machine's clock, ISO 8601. */
  readonly at: string;
  /** The changed files, relative to the working folder if they are in it. */
  readonly files: readonly string[];
  /** Why the new content is not in use. Absent if it is. */
  readonly error?: string;
  /** The parts that stay unchanged: settings that need a restart, rules that no longer fit. Absent if there is nothing. */
  readonly notes?: readonly string[];
}

/** The reloads of a server. */
export interface Reloads {
  /** Undefined before the first. */
  readonly last: Reload | undefined;
  readonly listeners: Set<(reload: Reload) => void>;
  add(reload: Omit<Reload, 'number' | 'at'>): Reload;
}

export function createReloads(): Reloads {
  const listeners: Reloads['listeners'] = new Set();
  let last: Reload | undefined;
  return {
    get last() {
      return last;
    },
    listeners,
    add(reload) {
      last = { number: (last?.number ?? 0) + 1, at: new Date().toISOString(), ...reload };
      for (const listener of listeners) listener(last);
      return last;
    },
  };
}
