import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { SessionDescription } from '../../control/control.ts';
import { VIEWS, fragmentWith } from './connection/address.ts';
import type { ViewName } from './connection/address.ts';
import { controlApi } from './connection/control-api.ts';
import { useAnswer } from './connection/use-answer.ts';

const TITLES: Readonly<Record<ViewName, string>> = {
  start: 'Start',
  live: 'Live',
  control: 'Control',
  campus: 'Campus',
  contracts: 'Contracts',
};

/** The name, the views, and the session. */
export function Header(props: { readonly view: ViewName; readonly session: string }): JSX.Element {
  const { view, session } = props;
  return (
    <header class="top">
      <a class="brand" href={fragmentWith({ view: '' })}>
        lms-mock
      </a>
      <nav aria-label="Views">
        {VIEWS.map((name) => (
          <a key={name} href={fragmentWith({ view: name })} aria-current={name === view ? 'page' : undefined}>
            {TITLES[name]}
          </a>
        ))}
      </nav>
      <SessionPicker key={session} session={session} />
    </header>
  );
}

/** Maximum number of sessions that are suggested. */
const MAX_SUGGESTED = 200;

/** Chooses a session by its id; those of the server are suggested. */
function SessionPicker({ session }: { readonly session: string }): JSX.Element {
  const [opened, setOpened] = useState(0);
  const sessions = useAnswer(() => controlApi.sessions(), [opened]);
  const known: readonly SessionDescription[] = sessions.kind === 'value' ? sessions.value : [];
  return (
    <label class="session">
      Session
      <input
        list="sessions"
        defaultValue={session}
        spellcheck={false}
        maxLength={64}
        pattern="[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}"
        title="1 to 64 letters, digits, dots, dashes and underscores"
        onFocus={({ currentTarget }) => {
          setOpened(opened + 1);
          currentTarget.select();
        }}
        onChange={({ currentTarget }) => {
          if (currentTarget.value === '') currentTarget.value = session;
          else if (currentTarget.reportValidity()) location.hash = fragmentWith({ session: currentTarget.value });
        }}
      />
      <datalist id="sessions">
        {known.slice(0, MAX_SUGGESTED).map(({ id }) => (
          <option key={id} value={id} />
        ))}
      </datalist>
    </label>
  );
}
