import type { ComponentChildren, JSX } from 'preact';

import type { Answer } from '../connection/use-answer.ts';

/** Shows an answer of the server, or that it is pending or failed. */
export function Answered<T>(props: {
  readonly answer: Answer<T>;
  readonly children: (value: T) => ComponentChildren;
}): JSX.Element {
  const { answer, children } = props;
  if (answer.kind === 'waiting') return <p class="faint">Loading …</p>;
  if (answer.kind === 'error') return <Failure error={answer.error} />;
  return <>{children(answer.value)}</>;
}

/** The reason of a failure. Empty without a failure. */
export function Failure({ error }: { readonly error: unknown }): JSX.Element | null {
  if (error === undefined) return null;
  return (
    <p class="failure" role="alert">
      {messageOf(error)}
    </p>
  );
}

function messageOf(error: unknown): string {
  if (error instanceof TypeError) return 'The server cannot be reached.';
  return error instanceof Error ? error.message : String(error);
}
