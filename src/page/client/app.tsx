import { Fragment } from 'preact';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import type { ApiDescription } from '../../control/contracts.ts';
import { CampusView } from './campus/campus-view.tsx';
import { sessionOf, useAddress, viewOf } from './connection/address.ts';
import type { ViewName } from './connection/address.ts';
import { controlApi } from './connection/control-api.ts';
import { ControlError } from './connection/request.ts';
import { useAnswer } from './connection/use-answer.ts';
import { useLive } from './connection/use-live.ts';
import type { Live } from './connection/use-live.ts';
import { ContractsView } from './contracts/contracts-view.tsx';
import { ControlView } from './control/control-view.tsx';
import { Header } from './header.tsx';
import { LiveView } from './live/live-view.tsx';
import { Answered, Failure } from './parts/answered.tsx';
import { ReloadNotice } from './parts/reload-notice.tsx';
import { StartView } from './start/start-view.tsx';

/** The whole page. */
export function App(): JSX.Element {
  const address = useAddress();
  const view = viewOf(address);
  const session = sessionOf(address);
  useEffect(() => {
    document.title = `lms-mock: ${view}`;
  }, [view]);
  const [reloadCount, setReloadCount] = useState(0);
  const apis = useAnswer(() => controlApi.apis(), [reloadCount]);
  return (
    <>
      <Header view={view} session={session} />
      <main id="main" class={`view-${view}`}>
        <Answered answer={apis}>
          {(value) => (
            <SessionGate
              key={session}
              view={view}
              session={session}
              apis={value}
              onReload={() => setReloadCount((count) => count + 1)}
            />
          )}
        </Answered>
      </main>
    </>
  );
}

interface ViewProps {
  readonly view: ViewName;
  readonly session: string;
  readonly apis: readonly ApiDescription[];
  /** Called when the server has loaded changed files. */
  readonly onReload: () => void;
}

/** Only a click creates a session that does not exist, because any site may link to this page. */
function SessionGate(props: ViewProps): JSX.Element {
  const { session } = props;
  const [attempt, setAttempt] = useState(0);
  const [error, setError] = useState<unknown>();
  const found = useAnswer(() => controlApi.session(session), [session, attempt]);
  const create = async (): Promise<void> => {
    try {
      await controlApi.reset(session);
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
  return <Answered answer={found}>{() => <View {...props} />}</Answered>;
}

/** A view of a session that exists. All views follow the exchanges, so that none is missed. */
function View({ view, session, apis, onReload }: ViewProps): JSX.Element {
  const live = useLive(session);
  const loaded = live.reload?.error === undefined ? (live.reload?.number ?? 0) : 0;
  useEffect(() => {
    if (loaded > 0) onReload();
  }, [loaded]);
  return (
    <>
      <Connection live={live} />
      <ReloadNotice reload={live.reload} />
      <Fragment key={view === 'live' ? 0 : loaded}>{viewFor[view]({ session, apis, live })}</Fragment>
    </>
  );
}

const viewFor: Readonly<
  Record<ViewName, (parts: Pick<ViewProps, 'session' | 'apis'> & { readonly live: Live }) => JSX.Element>
> = {
  start: ({ session, apis }) => <StartView apis={apis} session={session} />,
  live: ({ session, apis, live }) => <LiveView live={live} apis={apis} session={session} />,
  control: ({ session, live }) => <ControlView session={session} exchangeCount={live.exchanges[0]?.sequence ?? 0} />,
  campus: ({ session, apis }) => <CampusView apis={apis} session={session} />,
  contracts: ({ session, apis, live }) => (
    <ContractsView apis={apis} session={session} exchangeCount={live.exchanges[0]?.sequence ?? 0} />
  ),
};

/** Shows that the server is not reachable. */
function Connection({ live: { connection, problem } }: { readonly live: Live }): JSX.Element {
  return (
    <div role="status" class="connection">
      {connection === 'lost' ? (
        <p class="failure">No connection to the server{problem === undefined ? '' : `: ${problem}`} Trying again …</p>
      ) : null}
    </div>
  );
}
