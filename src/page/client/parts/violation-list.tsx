import type { ComponentChildren, JSX } from 'preact';

import type { Violation } from '../../../contract/violation.ts';
import { Provenance } from './badges.tsx';

type ShownViolation = Pick<Violation, 'location' | 'message' | 'severity' | 'provenance' | 'isExpected'>;

/** The violations of a request. `more` adds to each. */
export function ViolationList<V extends ShownViolation>(props: {
  readonly violations: readonly V[];
  readonly more?: (violation: V) => ComponentChildren;
}): JSX.Element {
  const { violations, more } = props;
  if (violations.length === 0) return <p class="no-violations">No violations</p>;
  return (
    <ul class="violations" aria-label="Violations">
      {violations.map((violation, index) => (
        <li key={index} class={violation.severity}>
          <p>
            <span class={`badge ${violation.severity}`}>{violation.severity}</span> <code>{violation.location}</code>{' '}
            <Provenance provenance={violation.provenance} />
            {violation.isExpected === true ? <span class="badge">expected</span> : null}
          </p>
          <p>{violation.message}</p>
          {more?.(violation)}
        </li>
      ))}
    </ul>
  );
}
