import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { ApiDescription } from '../../control/contracts.ts';
import { sessionOf, useAddress, viewOf } from './connection/address.ts';
import { controlApi } from './connection/control-api.ts';
import { ControlError } from './connection/request.ts';
import { useAnswer } from './connection/use-answer.ts';
import { Header } from './header.tsx';
import { Answered, Failure } from './parts/answered.tsx';
import { StartView } from './start/start-view.tsx';

/** The whole page. */
export function App(): JSX.Element {
  const address = useAddress();
  const view = viewOf(address);
  const session = sessionOf(address);
  const apis = useAnswer(() => controlApi.apis(), []);
  return (
    <>
      <Header view={view} session={session} />
      <main id="main" class={`view-${view}`}>
        <Answered answer={apis}>{(value) => <SessionGate key={session} session={session} apis={value} />}</Answered>
      </main>
    </>
  );
}

/** A session that does not exist is only created when a person asks for it: any site may link to this page. */
function SessionGate(props: { readonly session: string; readonly apis: readonly ApiDescription[] }): JSX.Element {
  const { session, apis } = props;
  const [attempt, setAttempt] = useState(0);
  const [error, setError] = useState<unknown>();
  const found = useAnswer(() => controlApi.session(session), [session, attempt]);
  const create = async (): Promise<void> => {
    try {
      await controlApi.createSession(session);
      setAttempt(attempt + 1);
    } catch (reason) {
      setError(reason);
    }
  };
  if (found.kind === 'error' && found.error instanceof ControlError && found.error.status === 404)
    return (
      <section class="card">
        <h1>The session {session} does not exist</h1>
        <p>The first request of a client creates it, or this button.</p>
        <button type="button" class="primary" onClick={() => void create()}>
          Create it
        </button>
        <Failure error={error} />
      </section>
    );
  return <Answered answer={found}>{() => <StartView apis={apis} session={session} />}</Answered>;
}
