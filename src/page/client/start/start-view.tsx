import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { ApiDescription } from '../../../control/contracts.ts';
import { fragmentWith } from '../connection/address.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { countText } from '../parts/measures.ts';
import { addressOf } from '../try-it/send.ts';
import { TryIt } from '../try-it/try-it.tsx';

/** The APIs, with what a client needs to call them. */
export function StartView(props: { readonly apis: readonly ApiDescription[]; readonly session: string }): JSX.Element {
  const { apis, session } = props;
  return (
    <>
      <h1 class="hidden">Start</h1>
      <p class="lead">
        Give your app a base URL and the credentials of a persona. Requests appear in{' '}
        <a href={fragmentWith({ view: 'live' })}>Live</a>.
      </p>
      <div class="cards">
        {apis.map((api) => (
          <ApiCard key={`${session} ${api.name}`} api={api} session={session} />
        ))}
      </div>
    </>
  );
}

function ApiCard({ api, session }: { readonly api: ApiDescription; readonly session: string }): JSX.Element {
  const [persona, setPersona] = useState<string>();
  const baseUrl = addressOf(session, api.name);
  return (
    <section class="card" aria-label={api.title}>
      <header class="card-head">
        <h2>{api.title}</h2>
        <span class="faint">{countText(api.operations.length, 'operation')}</span>
      </header>
      <p class="copy-line">
        <code>{baseUrl}</code>
        <CopyButton text={baseUrl} label={`Copy the base URL of ${api.name}`} />
      </p>
      {api.personas.length === 0 ? (
        <p class="faint">
          A mounted document: it accepts any credentials.{' '}
          <button type="button" class="small" onClick={() => setPersona('')}>
            Try it
          </button>
        </p>
      ) : (
        <Personas api={api} onTry={setPersona} />
      )}
      {api.unread === undefined ? null : (
        <p class="note">{api.unread.length} parts of the document are not understood, so they are not checked.</p>
      )}
      {persona === undefined ? null : (
        <TryIt key={persona} api={api} session={session} trial={{ request: api.showcase, persona }} />
      )}
    </section>
  );
}

function Personas(props: { readonly api: ApiDescription; readonly onTry: (persona: string) => void }): JSX.Element {
  const { api, onTry } = props;
  return (
    <ul class="personas" aria-label={`Personas of ${api.name}`}>
      {api.personas.map(({ name, headers }) => (
        <li key={name}>
          <strong>{name}</strong>
          <code class="credentials">
            {Object.entries(headers).map(([header, value]) => (
              <span key={header}>
                {header}: {value}
              </span>
            ))}
          </code>
          <span class="buttons">
            <CopyButton text={linesOf(headers)} label={`Copy the credentials of ${name}`} />
            <button type="button" class="small" aria-label={`Try it as ${name}`} onClick={() => onTry(name)}>
              Try it
            </button>
          </span>
        </li>
      ))}
    </ul>
  );
}

function linesOf(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
