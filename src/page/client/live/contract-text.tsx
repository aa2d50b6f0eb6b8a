import type { JSX } from 'preact';

import type { Violation } from '../../../contract/violation.ts';
import type { Known } from '../../../inspect/explain/explain-schema.ts';
import type { ContractOperation } from '../connection/control-api.ts';
import { Provenance } from '../parts/badges.tsx';

/** A part of a contract. */
interface ContractPart extends Known {
  readonly title: string;
  readonly type?: string;
  readonly description?: string;
}

/** The text of the contract about the place of a violation. Nothing if the contract has none. */
export function ContractText(props: {
  readonly operation: ContractOperation;
  readonly violation: Pick<Violation, 'location' | 'rule'>;
}): JSX.Element {
  const parts = partsOf(props.operation, props.violation);
  return (
    <>
      {parts.map(({ title, type, description, provenance, source }) => (
        <blockquote key={title}>
          <p>
            <strong>The contract:</strong> <code>{title}</code>{' '}
            {type === undefined ? '' : <span class="faint">{type}</span>}
          </p>
          {description === undefined ? null : <p>{description}</p>}
          <p class="faint">
            <Provenance provenance={provenance} /> {source ?? ''}
          </p>
        </blockquote>
      ))}
    </>
  );
}

function partsOf(
  { parameters, body, security }: ContractOperation,
  { location, rule }: Pick<Violation, 'location' | 'rule'>,
): readonly ContractPart[] {
  if (rule === 'security')
    return security.flat().map((credential) => ({ ...credential, title: credential.name, type: credential.type }));
  const parameter = parameters.find((each) => `${each.in}.${each.name}`.toLowerCase() === location.toLowerCase());
  if (parameter !== undefined) {
    const { required, pattern, type } = parameter;
    const more = [type, ...(required ? ['required'] : []), ...(pattern === undefined ? [] : [`pattern ${pattern}`])];
    return [{ ...parameter, title: `${parameter.in} ${parameter.name}`, type: more.join(', ') }];
  }
  if (!location.startsWith('body') || body === undefined) return [];
  const path = location
    .split('/')
    .slice(1)
    .map((name) => (/^\d+$/.test(name) ? '[]' : name));
  const wanted = path.join('.').replaceAll('.[]', '[]');
  const property = body.mediaTypes.flatMap(({ properties }) => properties).find((each) => each.path === wanted);
  return property === undefined ? [] : [{ ...property, title: `body ${property.path}` }];
}
