import type { JSX } from 'preact';

import type { Permission } from '../../../inspect/explore/permissions.ts';
import { controlApi } from '../connection/control-api.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { Table } from '../parts/table.tsx';

/** The records of an API that each persona sees. */
export function PersonaTable({ session }: { readonly session: string }): JSX.Element {
  const permissions = useAnswer(() => controlApi.permissions(session), [session]);
  return (
    <section class="card" aria-label="What a persona sees">
      <h2>What a persona sees</h2>
      <Answered answer={permissions}>
        {(all) => (
          <Table
            title="Records by persona"
            head={['API', 'Persona', 'Records']}
            rows={byPersona(all).map(({ api, persona, records, scope }) => [
              api,
              persona,
              <>
                {records === undefined ? 'none' : `${records.seen} of ${records.all}`}
                {scope === undefined ? null : <div class="faint">{scope}</div>}
              </>,
            ])}
          />
        )}
      </Answered>
    </section>
  );
}

/** One row for each persona: that of the operation in which it sees most. */
function byPersona(all: readonly Permission[]): readonly Permission[] {
  const best = new Map<string, Permission>();
  for (const permission of all) {
    if (permission.persona.startsWith('(')) continue;
    const key = `${permission.api} ${permission.persona}`;
    const known = best.get(key);
    if (known === undefined || (known.records?.seen ?? -1) < (permission.records?.seen ?? -1))
      best.set(key, permission);
  }
  return [...best.values()];
}
