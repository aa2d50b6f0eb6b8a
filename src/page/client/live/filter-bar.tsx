import type { JSX } from 'preact';

import type { ApiDescription } from '../../../control/contracts.ts';
import { Select, plainChoice } from '../parts/select.tsx';
import type { Choice } from '../parts/select.tsx';
import type { LiveFilter } from './filter.ts';

const STATUSES: readonly Choice[] = [
  { value: '2', title: '2xx' },
  { value: '3', title: '3xx' },
  { value: '4', title: '4xx' },
  { value: '5', title: '5xx' },
  ...['200', '201', '204', '400', '401', '403', '404', '405', '409', '422', '429', '500', '503'].map(plainChoice),
];

const VIOLATIONS: readonly (Choice & { readonly value: LiveFilter['violations'] })[] = [
  { value: 'any', title: 'with violations' },
  { value: 'error', title: 'with errors' },
  { value: 'warning', title: 'with warnings' },
  { value: 'none', title: 'without' },
  { value: 'unmatched', title: 'unmatched requests' },
];

/** The filters of the list. */
export function FilterBar(props: {
  readonly apis: readonly ApiDescription[];
  readonly filter: LiveFilter;
  readonly onChange: (filter: LiveFilter) => void;
}): JSX.Element {
  const { apis, filter, onChange } = props;
  const ofApi = apis.filter(({ name }) => filter.api === '' || name === filter.api);
  const names = (of: (api: ApiDescription) => readonly string[]): readonly Choice[] =>
    [...new Set(ofApi.flatMap(of))].map(plainChoice);
  const change = (values: Partial<LiveFilter>): void => onChange({ ...filter, ...values });
  return (
    <search class="filters">
      <input
        type="search"
        aria-label="Text in the URL or a body"
        placeholder="Filter by text"
        value={filter.text}
        onInput={({ currentTarget }) => change({ text: currentTarget.value })}
      />
      <Select
        label="API"
        value={filter.api}
        choices={[...apis.map(({ name }) => name), 'none'].map(plainChoice)}
        onChange={(api) => change({ api, operation: '', persona: '' })}
      />
      <Select
        label="Operation"
        value={filter.operation}
        choices={names(({ operations }) => operations)}
        onChange={(operation) => change({ operation })}
      />
      <Select label="Status" value={filter.status} choices={STATUSES} onChange={(status) => change({ status })} />
      <Select
        label="Persona"
        value={filter.persona}
        choices={names(({ personas }) => personas.map(({ name }) => name))}
        onChange={(persona) => change({ persona })}
      />
      <Select
        label="Violations"
        value={filter.violations}
        choices={VIOLATIONS}
        onChange={(value) => change({ violations: VIOLATIONS.find((each) => each.value === value)?.value ?? '' })}
      />
    </search>
  );
}
