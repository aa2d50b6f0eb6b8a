import { listNames } from '../../contract/match/nearest.ts';
import type { Operation } from '../../contract/operation.ts';
import { quote } from '../../contract/violation.ts';
import type { Service } from '../service.ts';
import { RuleError } from './rule.ts';
import type { RuleMatch } from './rule.ts';

/** An operation that a rule applies to. */
export interface RuleTarget {
  /** The name of its API. */
  readonly name: string;
  readonly api: Service['api'];
  readonly operation: Operation;
}

/**
 * The operations that a rule applies to: one, those of an API, or all.
 *
 * @throws {RuleError} if an API, an operation, a persona or a parameter of the path is unknown. The message lists the known
 * ones.
 */
export function findTargets(match: RuleMatch, services: readonly Service[]): readonly RuleTarget[] {
  const apis = services.filter(({ name }) => match.api === undefined || name === match.api);
  if (apis.length === 0)
    throw unknownError(
      'match.api',
      'API',
      match.api,
      services.map(({ name }) => name),
    );
  const all = apis.flatMap(({ name, api, contract }) =>
    Array.from(contract.operations.values(), (operation): RuleTarget => ({ name, api, operation })),
  );
  const targets = all.filter(
    ({ operation }) => match.operation === undefined || operation.operationId === match.operation,
  );
  if (targets.length === 0) {
    throw unknownError(
      'match.operation',
      'operation',
      match.operation,
      documentedFirst(all).map(({ operation }) => operation.operationId),
    );
  }
  if (match.operation !== undefined && targets.length > 1) {
    const owners = targets.map(({ name }) => name).join(', ');
    throw new RuleError('match.api', `${match.operation} is an operation of ${owners}; name one of them`);
  }
  return checkPath(match, checkPersona(match, targets));
}

function documentedFirst(targets: readonly RuleTarget[]): readonly RuleTarget[] {
  const isDocumented = ({ operation }: RuleTarget): boolean => operation.provenance === 'documented';
  return [...targets.filter(isDocumented), ...targets.filter((target) => !isDocumented(target))];
}

/** The targets in the APIs that have the persona. */
function checkPersona({ persona }: RuleMatch, targets: readonly RuleTarget[]): readonly RuleTarget[] {
  if (persona === undefined) return targets;
  const known = targets.filter(({ api }) => api.personas.some(({ name }) => name === persona));
  if (known.length > 0) return known;
  const names = new Set(targets.flatMap(({ api }) => api.personas.map(({ name }) => name)));
  throw unknownError('match.persona', 'persona', persona, [...names]);
}

function checkPath({ path = {} }: RuleMatch, targets: readonly RuleTarget[]): readonly RuleTarget[] {
  for (const name of Object.keys(path)) {
    if (targets.some(({ operation }) => operation.path.includes(`{${name}}`))) continue;
    const known = new Set(
      targets.flatMap(({ operation }) => Array.from(operation.path.matchAll(/\{([^}]+)\}/g), ([, key = '']) => key)),
    );
    throw unknownError(`match.path`, 'path parameter', name, [...known]);
  }
  return targets;
}

function unknownError(member: string, kind: string, got: unknown, known: readonly string[]): RuleError {
  const list = known.length === 0 ? 'there are none' : `the ${kind}s are ${listNames(known)}`;
  return new RuleError(member, `there is no ${kind} ${quote(got)}; ${list}`);
}
