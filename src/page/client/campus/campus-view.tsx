import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

import { ENROLMENT_STATES } from '../../../campus/enrolment.ts';
import { AWKWARD_LABELS } from '../../../campus/names/awkward.ts';
import type { ApiDescription } from '../../../control/contracts.ts';
import { controlApi } from '../connection/control-api.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Answered } from '../parts/answered.tsx';
import { countText } from '../parts/measures.ts';
import { Select, plainChoice } from '../parts/select.tsx';
import { EntityRow } from './entity-row.tsx';
import { CAMPUS_LISTS, listCampus } from './lists.ts';
import type { CampusList } from './lists.ts';
import { PersonaTable } from './persona-table.tsx';

const STATES = ENROLMENT_STATES.map(plainChoice);
const LABELS = [{ value: 'any', title: 'with a label' }, ...AWKWARD_LABELS.map(plainChoice)];

/** The learners, courses and enrolments at the time of the session. */
export function CampusView(props: { readonly apis: readonly ApiDescription[]; readonly session: string }): JSX.Element {
  const { apis, session } = props;
  const [list, setList] = useState<CampusList>('learners');
  const [search, setSearch] = useState('');
  const [state, setState] = useState('');
  const [label, setLabel] = useState('');
  const [limit, setLimit] = useState(25);
  const filter = {
    search,
    ...(list === 'enrolments' ? { state } : {}),
    ...(list === 'courses' ? {} : { label }),
    limit: String(limit),
  };
  const found = useAnswer(() => listCampus(session, list, filter), [session, list, search, state, label, limit]);
  const summary = useAnswer(() => controlApi.campus(session), [session]);
  return (
    <>
      <h1 class="hidden">Campus</h1>
      <Answered answer={summary}>
        {({ now, learners, courses, departments, enrolments }) => (
          <p class="lead">
            {learners} learners, {courses} courses, {departments} departments, {enrolments.total} enrolments on{' '}
            {now.slice(0, 10)}
          </p>
        )}
      </Answered>
      <div class="control">
        <section class="card" aria-label="Search">
          <search class="filters">
            <div role="group" aria-label="List" class="segments">
              {CAMPUS_LISTS.map((name) => (
                <button key={name} type="button" aria-pressed={name === list} onClick={() => setList(name)}>
                  {name}
                </button>
              ))}
            </div>
            <input
              type="search"
              aria-label="Part of a name or a title"
              placeholder="Search"
              value={search}
              onInput={({ currentTarget }) => setSearch(currentTarget.value)}
            />
            {list === 'enrolments' ? <Select label="State" value={state} choices={STATES} onChange={setState} /> : null}
            {list === 'courses' ? null : <Select label="Label" value={label} choices={LABELS} onChange={setLabel} />}
          </search>
          <Answered answer={found}>
            {(entities) => (
              <>
                <p role="status" class="faint">
                  {entities.length === 0
                    ? 'No results. Remove a filter.'
                    : `${entities.length === limit ? 'The first ' : ''}${countText(entities.length, list.slice(0, -1))}`}
                </p>
                <div>
                  {entities.map((entity) => (
                    <EntityRow key={`${list} ${entity.key}`} entity={entity} apis={apis} session={session} />
                  ))}
                </div>
                {entities.length === limit && limit < 1000 ? (
                  <button type="button" onClick={() => setLimit(Math.min(1000, limit * 4))}>
                    Show more
                  </button>
                ) : null}
              </>
            )}
          </Answered>
        </section>
        <PersonaTable session={session} />
      </div>
    </>
  );
}
