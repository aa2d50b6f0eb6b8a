interface BrowserProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
  /** For a call at the end, which a browser doesn't have. */
  once(): void;
  nextTick(call: (...parts: unknown[]) => void, ...parts: readonly unknown[]): void;
}

export const process: BrowserProcess = {
  env: {},
  cwd: () => '/',
  once: () => undefined,
  nextTick: (call, ...parts) => queueMicrotask(() => call(...parts)),
};
