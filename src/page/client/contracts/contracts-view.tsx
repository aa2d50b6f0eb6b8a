import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import type { ApiDescription } from '../../../control/contracts.ts';
import { contractOf } from '../connection/contracts.ts';
import { controlApi } from '../connection/control-api.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { DocumentPanel } from './document-panel.tsx';
import { OperationRow } from './operation-row.tsx';
import { PermissionMatrix } from './permission-matrix.tsx';

/** The contract of each API, with the coverage of the session. */
export function ContractsView(props: {
  readonly apis: readonly ApiDescription[];
  readonly session: string;
  readonly exchangeCount: number;
}): JSX.Element {
  const { apis, session, exchangeCount } = props;
  const [name, setName] = useState(apis[0]?.name ?? '');
  const contract = useAnswer(() => contractOf(name), [name]);
  const coverage = useAnswer(() => controlApi.coverage(session), [session, exchangeCount]);
  const items = coverage.kind === 'value' ? coverage.value.filter(({ api }) => api === name) : [];
  const coveredCount = items.filter(({ count }) => count > 0).length;
  return (
    <>
      <h1 class="hidden">Contracts</h1>
      <div role="group" aria-label="API" class="segments">
        {apis.map((api) => (
          <button key={api.name} type="button" aria-pressed={api.name === name} onClick={() => setName(api.name)}>
            {api.name}
          </button>
        ))}
      </div>
      <Answered answer={contract}>
        {({ title, description, operations, unread }) => (
          <div class="column">
            <section class="card" aria-label="Operations">
              <header class="card-head">
                <h2>{title}</h2>
                <label class="coverage">
                  {coveredCount} of {items.length} items covered in this session
                  <progress value={coveredCount} max={Math.max(1, items.length)} />
                </label>
              </header>
              {description === undefined ? null : <p class="faint">{description}</p>}
              <div>
                {operations.map((operation) => (
                  <OperationRow
                    key={`${name} ${operation.operationId}`}
                    operation={operation}
                    items={items.filter(({ operationId }) => operationId === operation.operationId)}
                  />
                ))}
              </div>
              {unread.length === 0 ? null : (
                <details>
                  <summary>{unread.length} parts are not understood, so they are not checked</summary>
                  <ul>
                    {unread.map(({ pointer, problem }) => (
                      <li key={pointer}>
                        <code>{pointer}</code>: {problem}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </section>
            <PermissionMatrix api={name} session={session} />
            <DocumentPanel key={name} api={name} />
          </div>
        )}
      </Answered>
    </>
  );
}
