import type { JSX } from 'preact';

import { Status } from '../parts/badges.tsx';
import { spanText } from '../parts/measures.ts';
import { BodyText, HeaderList } from '../parts/body-text.tsx';
import { ViolationList } from '../parts/violation-list.tsx';
import type { ApiAnswer } from './send.ts';

/** The answer of an API to a request that was tried. */
export function AnswerView({ answer }: { readonly answer: ApiAnswer }): JSX.Element {
  const { status, headers, text, isCut, durationMs, violations } = answer;
  return (
    <section class="answer" aria-label="Answer">
      <p class="answer-line">
        <Status status={status} />
        <span class="faint">{spanText(durationMs)}</span>
      </p>
      <ViolationList violations={violations} />
      <BodyText
        text={text}
        label="body of the answer"
        title={headers['content-type'] ?? 'Body'}
        note={isCut ? 'Only the beginning is shown.' : undefined}
      />
      <details>
        <summary>Headers</summary>
        <HeaderList headers={headers} />
      </details>
    </section>
  );
}
