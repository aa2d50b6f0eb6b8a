import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { ApiDescription } from '../../../control/contracts.ts';
import { contractOf } from '../connection/contracts.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Failure } from '../parts/answered.tsx';
import { Method } from '../parts/badges.tsx';
import { AnswerView } from './answer-view.tsx';
import { send } from './send.ts';
import type { ApiAnswer, ApiRequest } from './send.ts';

/** A request to begin with. */
export interface Trial {
  readonly request: ApiRequest;
  readonly operationId?: string;
  readonly persona?: string;
}

/** Sends a documented request as a chosen persona, and shows the answer with the violations. */
export function TryIt(props: {
  readonly api: ApiDescription;
  readonly session: string;
  readonly trial: Trial;
}): JSX.Element {
  const { api, session, trial } = props;
  const [operationId, setOperationId] = useState(trial.operationId ?? '');
  const [persona, setPersona] = useState(trial.persona ?? api.personas[0]?.name ?? '');
  const [request, setRequest] = useState(trial.request);
  const [outcome, setOutcome] = useState<{ readonly answer?: ApiAnswer; readonly error?: unknown }>({});
  const [isBusy, setIsBusy] = useState(false);
  const contract = useAnswer(() => contractOf(api.name), [api.name]);
  const operations = contract.kind === 'value' ? contract.value.operations : [];

  const choose = (id: string): void => {
    setOperationId(id);
    const example = operations.find((each) => each.operationId === id)?.request;
    if (example !== undefined) setRequest({ ...example, path: `/${api.name}${example.path}` });
  };
  const trySending = async (): Promise<void> => {
    setIsBusy(true);
    const credentials = api.personas.find(({ name }) => name === persona)?.headers ?? {};
    try {
      const headers = { ...request.headers, ...credentials };
      setOutcome({ answer: await send(session, { ...request, headers }) });
    } catch (error) {
      setOutcome({ error: error instanceof TypeError ? new Error('No answer: the connection ended.') : error });
    }
    setIsBusy(false);
  };

  return (
    <form
      class="try-it"
      onSubmit={(event) => {
        event.preventDefault();
        void trySending();
      }}
    >
      <div class="fields">
        <label>
          Operation
          <select value={operationId} onChange={({ currentTarget }) => choose(currentTarget.value)}>
            {operationId === '' ? <option value="">the documented example</option> : null}
            {operations.map((each) => (
              <option key={each.operationId} value={each.operationId}>
                {each.operationId}
              </option>
            ))}
          </select>
        </label>
        {api.personas.length === 0 ? null : (
          <label>
            Persona
            <select value={persona} onChange={({ currentTarget }) => setPersona(currentTarget.value)}>
              {api.personas.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
              <option value="">(no credentials)</option>
            </select>
          </label>
        )}
      </div>
      <div class="send-line">
        <Method method={request.method} />
        <input
          class="path"
          aria-label="Path"
          value={request.path}
          spellcheck={false}
          onInput={({ currentTarget }) => setRequest({ ...request, path: currentTarget.value })}
        />
        <button class="primary" disabled={isBusy}>
          {isBusy ? 'Sending …' : 'Send'}
        </button>
      </div>
      {hasBody(request) ? (
        <label>
          Body
          <textarea
            rows={5}
            spellcheck={false}
            value={request.body ?? ''}
            onInput={({ currentTarget }) => setRequest({ ...request, body: currentTarget.value })}
          />
        </label>
      ) : null}
      <Failure error={outcome.error} />
      <div aria-live="polite">{outcome.answer === undefined ? null : <AnswerView answer={outcome.answer} />}</div>
    </form>
  );
}

function hasBody({ method }: ApiRequest): boolean {
  return !['GET', 'HEAD', 'DELETE'].includes(method);
}
