import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';

import { controlApi } from '../connection/control-api.ts';

/** A rule as JSON, which is added to the session. Its errors are shown below it. */
export function RuleEditor(props: {
  readonly session: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onAdded: () => void;
  /** Removed after the new rule has been added. */
  readonly replaces?: string | undefined;
  readonly submit?: string;
}): JSX.Element {
  const { session, text, onText, onAdded, replaces, submit = 'Add the rule' } = props;
  const [problem, setProblem] = useState<string>();
  const id = useId();
  const add = async (): Promise<void> => {
    try {
      await controlApi.addRule(session, JSON.parse(text));
      if (replaces !== undefined) await controlApi.removeRule(session, replaces);
      setProblem(undefined);
      onAdded();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form
      class="rule-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <label>
        Rule as JSON
        <textarea
          rows={Math.min(18, Math.max(6, text.split('\n').length))}
          spellcheck={false}
          value={text}
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : id}
          onInput={({ currentTarget }) => {
            setProblem(undefined);
            onText(currentTarget.value);
          }}
        />
      </label>
      {problem === undefined ? null : (
        <p id={id} class="failure" role="alert">
          {problem}
        </p>
      )}
      <button class="primary">{submit}</button>
    </form>
  );
}
