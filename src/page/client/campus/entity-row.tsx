import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { ApiDescription } from '../../../control/contracts.ts';
import { contractOf } from '../connection/contracts.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { TryIt } from '../try-it/try-it.tsx';
import type { Trial } from '../try-it/try-it.tsx';
import { trialsOf } from './trials.ts';
import type { Ids } from './trials.ts';

/** A learner, a course or an enrolment. */
export interface ShownEntity {
  readonly title: string;
  readonly subtitle: string;
  readonly badges: readonly string[];
  readonly ids: Readonly<Record<string, Ids>>;
}

/** A row that opens to the ids of each API, with requests to try. */
export function EntityRow(props: {
  readonly entity: ShownEntity;
  readonly apis: readonly ApiDescription[];
  readonly session: string;
}): JSX.Element {
  const { entity, apis, session } = props;
  const { title, subtitle, badges, ids } = entity;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details class="entity" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <bdi class="title">{title}</bdi> <span class="faint">{subtitle}</span>{' '}
        {badges.map((badge) => (
          <span key={badge} class="badge">
            {badge}
          </span>
        ))}
      </summary>
      {isOpen
        ? apis
            .filter(({ name }) => ids[name] !== undefined)
            .map((api) => <ApiIds key={api.name} api={api} ids={ids[api.name] ?? {}} session={session} />)
        : null}
    </details>
  );
}

function ApiIds(props: { readonly api: ApiDescription; readonly ids: Ids; readonly session: string }): JSX.Element {
  const { api, ids, session } = props;
  const [trial, setTrial] = useState<Trial>();
  const contract = useAnswer(() => contractOf(api.name), [api.name]);
  const trials = contract.kind === 'value' ? trialsOf(api.name, contract.value.operations, ids) : [];
  return (
    <div class="api-ids" role="group" aria-label={api.name}>
      <strong>{api.name}</strong>
      <div>
        <dl class="headers">
          {Object.entries(ids).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {textOf(value)} <CopyButton text={textOf(value)} label={`Copy ${name} of ${api.name}`} />
              </dd>
            </div>
          ))}
        </dl>
        {trials.length === 0 ? null : (
          <p class="buttons wrap">
            <span class="faint">Try</span>
            {trials.map((each) => (
              <button
                key={each.operationId}
                type="button"
                class="small"
                aria-label={`Try ${each.operationId}`}
                onClick={() => setTrial(each)}
              >
                {each.operationId}
              </button>
            ))}
          </p>
        )}
        {trial === undefined ? null : <TryIt key={trial.operationId} api={api} session={session} trial={trial} />}
      </div>
    </div>
  );
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
