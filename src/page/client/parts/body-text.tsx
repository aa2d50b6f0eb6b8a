import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';

import { CopyButton } from './copy-button.tsx';
import { highlight } from './highlight.ts';
import { indent } from './indent.ts';

/** A body, indented, below its `title`. `note` names the parts that are missing. */
export function BodyText(props: {
  readonly text: string;
  readonly label: string;
  readonly title: string;
  readonly note?: string | undefined;
}): JSX.Element | null {
  const { text, label, title, note } = props;
  const shown = useMemo(() => indent(text), [text]);
  const pre = useRef<HTMLPreElement>(null);
  useEffect(() => highlight(pre.current?.firstChild ?? null), [shown]);
  if (text === '') return null;
  return (
    <figure class="body-text">
      <figcaption>
        <span>{title}</span>
        <CopyButton text={text} label={`Copy the ${label}`} />
      </figcaption>
      <pre ref={pre} tabIndex={0} role="group" aria-label={label}>
        {shown}
      </pre>
      {note === undefined ? null : <p class="note-below">{note}</p>}
    </figure>
  );
}

/** Headers as a list of names and values. */
export function HeaderList({ headers }: { readonly headers: Readonly<Record<string, string>> }): JSX.Element {
  return (
    <dl class="headers">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
