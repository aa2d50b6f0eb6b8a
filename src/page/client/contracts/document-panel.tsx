import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import { controlApi } from '../connection/control-api.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { CopyButton } from '../parts/copy-button.tsx';

const FORMATS = ['yaml', 'json'] as const;

/** The OpenAPI document of an API, as the server has it. */
export function DocumentPanel({ api }: { readonly api: string }): JSX.Element {
  const [format, setFormat] = useState<(typeof FORMATS)[number]>();
  return (
    <section class="card" aria-label="Document">
      <header class="card-head">
        <h2>OpenAPI document</h2>
        <span class="buttons">
          {FORMATS.map((each) => (
            <button
              key={each}
              type="button"
              class="small"
              aria-pressed={each === format}
              onClick={() => setFormat(each === format ? undefined : each)}
            >
              {each.toUpperCase()}
            </button>
          ))}
        </span>
      </header>
      <p class="faint">
        <code>/__mock/specs/{api}.yaml</code> and <code>.json</code>
      </p>
      {format === undefined ? null : <DocumentText key={format} name={`${api}.${format}`} />}
    </section>
  );
}

function DocumentText({ name }: { readonly name: string }): JSX.Element {
  const document = useAnswer(() => controlApi.spec(name), [name]);
  return (
    <Answered answer={document}>
      {(text) => (
        <figure class="body-text">
          <CopyButton text={text} label={`Copy ${name}`} />
          <pre tabIndex={0} role="group" aria-label={name}>
            {text}
          </pre>
        </figure>
      )}
    </Answered>
  );
}
