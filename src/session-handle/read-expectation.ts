import { OptionError } from '../config/option-readers.ts';
import { didYouMean } from '../contract/match/nearest.ts';
import { NO_API } from '../contract/match/unmatched.ts';
import { MAX_EXPECTATIONS } from '../engine/session/expectations.ts';
import type { Expectation } from '../engine/session/expectations.ts';
import type { Service } from '../engine/service.ts';
import type { Session } from '../engine/session/session.ts';

const MEMBERS = ['api', 'operation', 'location', 'rule', 'refusals'] as const;

/**
 * Reads an expectation and checks its names.
 *
 * @throws {OptionError} if it is not an expectation, or names an API or operation that is not served.
 */
function readExpectation(value: unknown, services: readonly Service[], option = 'expectation'): Expectation {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new OptionError(option, 'an object such as { "operation": "…", "location": "header.authorization" }', value);
  const given: Readonly<Record<string, unknown>> = { ...value };
  const unknown = Object.keys(given).find((name) => !MEMBERS.some((member) => member === name));
  if (unknown !== undefined) throw new OptionError(`A member of ${option}`, `one of ${MEMBERS.join(', ')}`, unknown);
  const [api, operation, location, rule] = (['api', 'operation', 'location', 'rule'] as const).map((name) =>
    textOf(given[name], `${option}.${name}`),
  );
  const { refusals } = given;
  if (refusals !== undefined && typeof refusals !== 'boolean')
    throw new OptionError(`${option}.refusals`, 'true or false', refusals);
  if (api !== undefined) checkApi(api, services, `${option}.api`);
  if (operation !== undefined) checkOperation(operation, ofApi(services, api), `${option}.operation`);
  return {
    ...(api === undefined ? {} : { api }),
    ...(operation === undefined ? {} : { operation }),
    ...(location === undefined ? {} : { location }),
    ...(rule === undefined ? {} : { rule }),
    ...(refusals === true ? { refusals } : {}),
  };
}

/**
 * Adds an expectation to a session.
 *
 * @throws {OptionError} if it is not one, or the session has too many.
 */
export function addExpectation(session: Session, value: unknown, services: readonly Service[]): void {
  const expectation = readExpectation(value, services);
  if (!session.expectations.add(expectation))
    throw new OptionError(
      'expectation',
      `within the limits: ${MAX_EXPECTATIONS} in a session, 16 MB in all sessions (reset a session to add more)`,
      value,
    );
}

/**
 * Reads `<api>:<operation>:<location>` of `--allow`. The location may be absent, and `*` is any API or operation.
 * An unmatched request is named by its method and path: `moocit:GET /api/nope`.
 *
 * @throws {OptionError} if it is not of that form, or names an API or operation that is not served.
 */
export function readAllowance(text: string, services: readonly Service[]): Expectation {
  const [, api = '', operation = '', location] =
    /^([^:]+):(.+?)(?::((?:path|query|header|cookie|body|method)(?:[./].*)?))?$/.exec(text) ?? [];
  if (api === '') {
    const [first] = services;
    const example = `${first?.name}:${first?.contract.operations.keys().next().value}:header.authorization`;
    throw new OptionError('--allow', `<api>:<operation>:<location>, such as ${example}`, text);
  }
  const parts = {
    ...(api === '*' ? {} : { api }),
    ...(operation === '*' ? {} : { operation }),
    ...(location === undefined ? {} : { location }),
  };
  return readExpectation(parts, services, `--allow ${text}:`);
}

function textOf(value: unknown, option: string): string | undefined {
  if (value === undefined || (typeof value === 'string' && value !== '' && value.length <= 1000)) return value;
  throw new OptionError(option, 'a string of 1 to 1000 characters', value);
}

function checkApi(api: string, services: readonly Service[], option: string): void {
  const names = [...services.map((service) => service.name), NO_API];
  if (names.includes(api)) return;
  throw new OptionError(option, `one of ${names.join(', ')}${didYouMean(api, names)}`, api);
}

/** A method and a path name a request that matches no operation, so they are not checked. */
function checkOperation(operation: string, services: readonly Service[], option: string): void {
  if (/^[A-Z]+ \//.test(operation)) return;
  checkOperationId(operation, services, {
    option,
    wanted: 'an operationId, or a method and path such as "GET /api/nope"',
  });
}

/** @throws {OptionError} if no service has the operation. */
export function checkOperationId(
  operation: string,
  services: readonly Service[],
  { option = 'operation', wanted = 'an operationId' }: { readonly option?: string; readonly wanted?: string } = {},
): void {
  const names = services.flatMap(({ contract }) => [...contract.operations.keys()]);
  if (!names.includes(operation)) throw new OptionError(option, `${wanted}${didYouMean(operation, names)}`, operation);
}

function ofApi(services: readonly Service[], api: string | undefined): readonly Service[] {
  return services.filter((service) => api === undefined || service.name === api);
}
