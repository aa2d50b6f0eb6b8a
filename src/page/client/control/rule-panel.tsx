import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { SessionRule } from '../../../engine/rules/rules.ts';
import { controlApi } from '../connection/control-api.ts';
import { countText } from '../parts/measures.ts';
import { RuleEditor } from '../rules/rule-editor.tsx';
import type { Act } from './situation-panel.tsx';

const NEW_RULE = JSON.stringify(
  { match: { times: 1 }, answer: { fault: { kind: 'latency', delayMs: 2000 } } },
  null,
  2,
);

/** The rules of the session, the oldest first: each can be edited as JSON and deleted. */
export function RulePanel(props: {
  readonly session: string;
  readonly rules: readonly SessionRule[];
  readonly act: Act;
}): JSX.Element {
  const { session, rules, act } = props;
  const [edited, setEdited] = useState<{ readonly id?: string; readonly text: string }>();
  const done = (): void => {
    setEdited(undefined);
    act(async () => undefined);
  };
  return (
    <section class="card" aria-label="Rules">
      <header class="card-head">
        <h2>Rules</h2>
        <button type="button" class="small" onClick={() => setEdited({ text: NEW_RULE })}>
          New rule
        </button>
      </header>
      {rules.length === 0 ? (
        <p class="faint">No rules. Choose a situation, or open an exchange and choose “Answer this differently”.</p>
      ) : null}
      <ul class="rules">
        {rules.map((rule) => (
          <li key={rule.id}>
            <p class="card-head">
              <span>
                <strong>{rule.id}</strong> <span class="faint">answered {countText(rule.callCount, 'request')}</span>
              </span>
              <span class="buttons">
                <button
                  type="button"
                  class="small"
                  aria-label={`Edit ${rule.id}`}
                  onClick={() => setEdited({ id: rule.id, text: textOf(rule, 2) })}
                >
                  Edit
                </button>
                <button
                  type="button"
                  class="small danger"
                  aria-label={`Delete ${rule.id}`}
                  onClick={() => act(() => controlApi.removeRule(session, rule.id))}
                >
                  Delete
                </button>
              </span>
            </p>
            <code class="rule-text">{textOf(rule)}</code>
          </li>
        ))}
      </ul>
      {edited === undefined ? null : (
        <RuleEditor
          key={edited.id}
          session={session}
          text={edited.text}
          onText={(text) => setEdited({ ...edited, text })}
          onAdded={done}
          replaces={edited.id}
          submit={edited.id === undefined ? 'Add the rule' : `Replace ${edited.id}`}
        />
      )}
    </section>
  );
}

function textOf({ match, answer, offContract }: SessionRule, indent?: number): string {
  return JSON.stringify({ match, answer, offContract }, null, indent);
}
