import type { JSX } from 'preact';

import { controlApi } from '../connection/control-api.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { Status } from '../parts/badges.tsx';
import { Table } from '../parts/table.tsx';

/** The status that each persona gets from each operation. Empty for a mounted document. */
export function PermissionMatrix(props: { readonly api: string; readonly session: string }): JSX.Element | null {
  const { api, session } = props;
  const answer = useAnswer(() => controlApi.permissions(session), [session]);
  return (
    <Answered answer={answer}>
      {(all) => {
        const own = all.filter((permission) => permission.api === api);
        const personas = [...new Set(own.map(({ persona }) => persona))];
        const operations = [...new Set(own.map(({ operationId }) => operationId))];
        if (own.length === 0) return null;
        return (
          <section class="card" aria-label="Permissions">
            <h2>Permissions</h2>
            <Table
              title="Operations by persona"
              head={['Operation', ...personas]}
              rows={operations.map((operationId) => [
                operationId,
                ...personas.map((persona) => {
                  const cell = own.find((each) => each.operationId === operationId && each.persona === persona);
                  return (
                    <span title={cell?.scope ?? cell?.reason}>
                      <Status status={cell?.status} />
                    </span>
                  );
                }),
              ])}
              hasRowHeads
            />
          </section>
        );
      }}
    </Answered>
  );
}
