import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';

import { CopyButton } from './copy-button.tsx';
import { indent } from './indent.ts';

/** A body, indented. `note` says what is missing of it. */
export function BodyText(props: {
  readonly text: string;
  readonly label: string;
  readonly note?: string | undefined;
}): JSX.Element | null {
  const { text, label, note } = props;
  const shown = useMemo(() => indent(text), [text]);
  if (text === '') return null;
  return (
    <figure class="body-text">
      <CopyButton text={text} label={`Copy the ${label}`} />
      <pre tabIndex={0} role="group" aria-label={label}>
        {shown}
      </pre>
      {note === undefined ? null : <figcaption class="faint">{note}</figcaption>}
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
