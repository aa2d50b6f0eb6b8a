import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

/** Copies a text. `label` says which, for a screen reader. */
export function CopyButton(props: {
  readonly text: string | (() => string | Promise<string>);
  readonly label: string;
  readonly children?: string;
}): JSX.Element {
  const { text, label, children = 'Copy' } = props;
  const [outcome, setOutcome] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await writeToClipboard(typeof text === 'string' ? text : await text());
      setOutcome('Copied');
    } catch (error) {
      setOutcome(error instanceof Error ? error.message : String(error));
    }
    setTimeout(() => setOutcome(''), 1500);
  };
  return (
    <button type="button" class="small" aria-label={label} title={label} onClick={() => void copy()}>
      <span aria-live="polite">{outcome === '' ? children : outcome}</span>
    </button>
  );
}

/** The clipboard of a browser works only on loopback and over HTTPS. */
async function writeToClipboard(text: string): Promise<void> {
  if (!isSecureContext) throw new Error('Needs localhost or HTTPS');
  await navigator.clipboard.writeText(text);
}
