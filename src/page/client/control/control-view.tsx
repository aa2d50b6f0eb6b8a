import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

import { controlApi } from '../connection/control-api.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Answered, Failure } from '../parts/answered.tsx';
import { RulePanel } from './rule-panel.tsx';
import { SessionPanel } from './session-panel.tsx';
import { SituationPanel } from './situation-panel.tsx';
import type { Act } from './situation-panel.tsx';
import { VariantPanel } from './variant-panel.tsx';

/** Changes the session: situations, clock, variation, variants, rules. */
export function ControlView(props: { readonly session: string; readonly exchangeCount: number }): JSX.Element {
  const { session, exchangeCount } = props;
  const [changes, setChanges] = useState(0);
  const [error, setError] = useState<unknown>();
  // Changes are made one after the other, because each may depend on the one before.
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  // Rules count the exchanges.
  const answer = useAnswer(() => readSession(session), [session, changes, exchangeCount]);
  const variants = useAnswer(() => controlApi.variants(), []);
  useEffect(() => setError(undefined), [session]);
  const act: Act = (change) => {
    queue.current = queue.current
      .then(change)
      .then(
        () => setError(undefined),
        (reason: unknown) => setError(reason),
      )
      .finally(() => setChanges((count) => count + 1));
  };
  return (
    <>
      <h1 class="hidden">Control</h1>
      <Failure error={error} />
      <Answered answer={answer}>
        {({ state, rules, chosen }) => (
          <div class="control">
            <div class="column">
              <SituationPanel session={session} rules={rules} act={act} />
              <RulePanel session={session} rules={rules} act={act} />
            </div>
            <div class="column">
              <SessionPanel state={state} act={act} />
              <Answered answer={variants}>
                {(lists) => <VariantPanel session={session} variants={lists} chosen={chosen} act={act} />}
              </Answered>
            </div>
          </div>
        )}
      </Answered>
    </>
  );
}

async function readSession(session: string) {
  const [state, { rules }, chosen] = await Promise.all([
    controlApi.session(session),
    controlApi.rules(session),
    controlApi.sessionVariants(session),
  ]);
  return { state, rules, chosen };
}
