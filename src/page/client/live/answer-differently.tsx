import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';

import type { ShownExchange } from '../../../inspect/journal/show.ts';
import type { ContractOperation } from '../connection/control-api.ts';
import { RuleEditor } from '../rules/rule-editor.tsx';
import { answersFor, ruleFor } from './answers-for.ts';

/** Makes a rule that answers requests like this one in another way. */
export function AnswerDifferently(props: {
  readonly exchange: ShownExchange;
  readonly operation: ContractOperation;
}): JSX.Element {
  const { exchange, operation } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [outcome, setOutcome] = useState('');
  const answers = answersFor(exchange, operation);
  const [text, setText] = useState('');
  const open = (): void => {
    setText(ruleFor(exchange, answers[0]?.answer));
    dialog.current?.showModal();
  };
  return (
    <>
      <button type="button" class="small accent" onClick={open}>
        Answer this differently
      </button>
      <span role="status" class="good-text">
        {outcome}
      </span>
      <dialog ref={dialog} aria-label="Answer this differently">
        <header class="card-head">
          <h2>Answer {operation.operationId} differently</h2>
          <button type="button" class="small" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </header>
        <div class="fields">
          <label>
            Answer
            <select
              onChange={({ currentTarget }) => setText(ruleFor(exchange, answers[currentTarget.selectedIndex]?.answer))}
            >
              {answers.map(({ title }) => (
                <option key={title}>{title}</option>
              ))}
            </select>
          </label>
        </div>
        <p class="faint">
          The rule answers this operation for this persona. Remove a member of “match” to answer more requests.
        </p>
        <RuleEditor
          session={exchange.session}
          text={text}
          onText={setText}
          onAdded={() => {
            dialog.current?.close();
            setOutcome('The rule is in use.');
          }}
        />
      </dialog>
    </>
  );
}
