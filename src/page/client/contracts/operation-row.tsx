import type { JSX } from 'preact';

import type { ContractOperation, CoverageItem } from '../connection/control-api.ts';
import { Method, Provenance, Status } from '../parts/badges.tsx';
import { Table } from '../parts/table.tsx';

/** An operation: a line that opens to its parameters and answers. */
export function OperationRow(props: {
  readonly operation: ContractOperation;
  readonly items: readonly CoverageItem[];
}): JSX.Element {
  const { operation, items } = props;
  const { operationId, method, path, summary, description, provenance, source, parameters, responses } = operation;
  const coveredCount = items.filter(({ count }) => count > 0).length;
  const countOf = (kind: CoverageItem['kind'], name: string): number | undefined =>
    items.find((item) => item.kind === kind && item.name.toLowerCase() === name.toLowerCase())?.count;
  return (
    <details class="operation">
      <summary>
        <span class="operation-line">
          <Method method={method} /> <code>{path}</code> <span class="faint">{operationId}</span>{' '}
          <Provenance provenance={provenance} source={source} />{' '}
          <span class={`badge ${coveredCount === items.length ? 'good' : ''}`}>
            {coveredCount}/{items.length} covered
          </span>
        </span>
      </summary>
      <p>
        {summary}. {description}
      </p>
      {source === undefined ? null : <p class="faint">Source: {source}</p>}
      {parameters.length === 0 ? null : (
        <Table
          title={`Parameters of ${operationId}`}
          head={['Parameter', 'Type', 'Known from', 'Used']}
          rows={parameters.map((each) => [
            <>
              <code>{each.name}</code>
              <div class="faint">
                {each.in}
                {each.required ? ', required' : ''}
              </div>
            </>,
            <>
              {each.type}
              {each.pattern === undefined ? null : <code> {each.pattern}</code>}
              <div class="faint">{each.description}</div>
            </>,
            <Known {...each} />,
            usedText(countOf('parameter', `${each.in}.${each.name}`)),
          ])}
        />
      )}
      <Table
        title={`Answers of ${operationId}`}
        head={['Status', 'Answer', 'Known from', 'Seen']}
        rows={responses.map((each) => [
          <Status status={each.status} />,
          <>
            {each.description}
            {each.mediaTypes.map(({ name, examples }) => (
              <div key={name} class="faint">
                {name}
                {examples.length === 0 ? '' : `; examples ${examples.map((example) => example.name).join(', ')}`}
              </div>
            ))}
          </>,
          <Known {...each} />,
          usedText(countOf('status', String(each.status))),
        ])}
      />
    </details>
  );
}

function Known(props: { readonly provenance: string; readonly source?: string }): JSX.Element {
  return (
    <>
      <Provenance provenance={props.provenance} />
      <div class="faint">{props.source}</div>
    </>
  );
}

function usedText(count: number | undefined): string {
  return count === undefined ? '' : count === 0 ? 'never' : `${count} ×`;
}
