import { useEffect, useState } from 'preact/hooks';

/** A request to the server: pending, answered or failed. */
export type Answer<T> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'error'; readonly error: unknown };

const WAITING = { kind: 'waiting' } as const;

/** Asks again when one of `inputs` changes. The previous answer stays until then. */
export function useAnswer<T>(ask: () => Promise<T>, inputs: readonly unknown[]): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>(WAITING);
  useEffect(() => {
    let isOld = false;
    const settle = (next: Answer<T>): void => {
      if (!isOld) setAnswer(next);
    };
    ask().then(
      (value) => settle({ kind: 'value', value }),
      (error: unknown) => settle({ kind: 'error', error }),
    );
    return () => {
      isOld = true;
    };
  }, inputs);
  return answer;
}
