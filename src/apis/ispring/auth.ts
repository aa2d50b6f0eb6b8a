import type { Campus } from '../../campus/campus.ts';
import type { FixtureProblem } from '../../campus/fixture/fixture-error.ts';
import { headerOf } from '../../engine/request.ts';
import type { BodyCredential, CalledOperation, Persona } from '../../engine/api.ts';
import type { RequestHeaders } from '../../engine/request.ts';
import { secretOf } from '../../engine/caller/credential.ts';
import { textOf } from '../../engine/session/ledger.ts';
import type { Refusal } from '../../engine/outcome.ts';
import type { PersonaSecret } from '../../engine/caller/persona-secret.ts';
import { issuedBy } from './access-token.ts';
import { refusals } from './refusals.ts';
import { mayCall } from './role.ts';
import type { IspringRole } from './role.ts';
import type { IspringChoices } from './variants.ts';

/** iSpring's part of personas.yaml. */
export interface IspringFacts {
  /** The base URL of the account. */
  readonly accountUrl: string;
  readonly personas: Readonly<Record<string, IspringPersonaFacts>>;
}

interface IspringPersonaFacts {
  /** Also the client id for access tokens. */
  readonly login: string;
  /** Also the client secret for access tokens. */
  readonly password: string;
  /** The access token. Default `ispring-<name>-token`. */
  readonly token?: string;
  readonly role: IspringRole;
  /** The codes of the departments that it manages. */
  readonly manages?: readonly string[];
}

export interface IspringPersona extends Persona {
  readonly password: string;
  /** Its own access token, which never expires. */
  readonly token: string;
  readonly role: IspringRole;
  /** The indexes of the departments that it manages. Its scope also has the ones below them. */
  readonly manages: readonly number[];
}

export function secretsOf({ personas }: IspringFacts): readonly PersonaSecret[] {
  return Object.entries(personas).flatMap(([persona, { login, token }]) => [
    { persona, member: 'login', secret: login },
    { persona, member: 'token', secret: token ?? madeToken(persona), isMade: token === undefined },
  ]);
}

/** Finds managed departments that the campus doesn't have. */
export function unknownDepartments({ personas }: IspringFacts, campus: Campus): readonly FixtureProblem[] {
  const known = departmentsByCode(campus);
  return Object.entries(personas).flatMap(([persona, { manages = [] }]) =>
    manages.flatMap((code, position) => {
      const message = `is "${code}", but must be one of the departments ${[...known.keys()].join(', ')}`;
      return known.has(code) ? [] : [{ path: ['ispring', 'personas', persona, 'manages', position], message }];
    }),
  );
}

/** Finds the caller of a request. */
export interface IspringAuth {
  readonly personas: readonly IspringPersona[];
  authenticate(headers: RequestHeaders, called?: CalledOperation): IspringPersona | Refusal;
}

/** The header X-Auth-Email has the login, which need not be an e-mail address. Learners may not read reports. */
export function createAuth(facts: IspringFacts, campus: Campus, choices: IspringChoices): IspringAuth {
  const departments = departmentsByCode(campus);
  const byLogin = new Map<string, IspringPersona>();
  const byToken = new Map<string, IspringPersona>();
  for (const [name, { login, password, token = madeToken(name), role, manages = [] }] of Object.entries(
    facts.personas,
  )) {
    const managed = manages.flatMap((code) => departments.get(code) ?? []);
    const headers = headersOf({ accountUrl: facts.accountUrl, login, password, token }, choices);
    const persona = { name, password, token, role, manages: managed, headers };
    byLogin.set(login, persona);
    byToken.set(token, persona);
  }
  const account = accountOf(facts.accountUrl);

  function findByLogin(headers: RequestHeaders): IspringPersona | undefined {
    const persona = byLogin.get(headerOf(headers, 'x-auth-email') ?? '');
    const isKnown =
      persona !== undefined &&
      secretOf(headerOf(headers, 'x-auth-password') ?? '') === persona.password &&
      accountOf(headerOf(headers, 'x-auth-account-url') ?? '') === account;
    return isKnown ? persona : undefined;
  }

  function findByToken(headers: RequestHeaders): IspringPersona | undefined {
    const { token, isBearer } = tokenOf(headers);
    const hasForm = choices['token-form'] === 'either' || isBearer === (choices['token-form'] === 'bearer');
    const secret = secretOf(token);
    return hasForm ? (byToken.get(secret) ?? byToken.get(issuedBy(secret, campus) ?? '')) : undefined;
  }

  function findByHeaders(headers: RequestHeaders): IspringPersona | undefined {
    const isToken = choices.credentials === 'token' || (choices.credentials === 'either' && sendsToken(headers));
    return isToken ? findByToken(headers) : findByLogin(headers);
  }

  /** The client id and secret are a persona's login and password (assumed). */
  function findByClient(body: unknown): IspringPersona | undefined {
    const persona = byLogin.get(textOf(body, 'client_id') ?? '');
    return persona?.password === secretOf(textOf(body, 'client_secret') ?? '') ? persona : undefined;
  }

  const refusal =
    choices['bad-credentials'] === 'unauthorized'
      ? refusals.unauthorized
      : { ...refusals.permissionDenied, isOfCredentials: true };

  return {
    personas: [...byLogin.values()],
    authenticate(headers, called) {
      if (called?.operationId === 'createAccessToken')
        return findByClient(called.values.body) ?? { ...refusal, credentialsAt: 'body/client_secret' };
      const persona = findByHeaders(headers);
      if (persona === undefined) return refusal;
      return mayCall(called?.operationId, persona.role, choices) ? persona : refusals.permissionDenied;
    },
  };
}

function headersOf(
  { accountUrl, login, password, token }: Readonly<Record<'accountUrl' | 'login' | 'password' | 'token', string>>,
  choices: IspringChoices,
): Persona['headers'] {
  if (choices.credentials === 'token')
    return { authorization: choices['token-form'] === 'raw' ? token : `Bearer ${token}` };
  return { 'x-auth-account-url': accountUrl, 'x-auth-email': login, 'x-auth-password': password };
}

function departmentsByCode(campus: Campus): ReadonlyMap<string, number> {
  return new Map(Array.from({ length: campus.departmentCount }, (_, index) => [campus.department(index).code, index]));
}

function madeToken(persona: string): string {
  return `ispring-${persona}-token`;
}

export function credentialOf(headers: RequestHeaders): string | undefined {
  return sendsToken(headers) ? tokenOf(headers).token : headerOf(headers, 'x-auth-password');
}

/** The client secret in the body of a request for an access token. */
export const bodyCredential: BodyCredential = {
  isTakenBy: (method, path) => method === 'POST' && path === '/api/v3/token',
  of: (text) => new URLSearchParams(text).get('client_secret') ?? undefined,
};

function sendsToken(headers: RequestHeaders): boolean {
  return headers['x-auth-password'] === undefined && headers['authorization'] !== undefined;
}

/** The access token of the header Authorization, with or without Bearer. Empty if there is none. */
function tokenOf(headers: RequestHeaders): { readonly token: string; readonly isBearer: boolean } {
  const authorization = headerOf(headers, 'authorization') ?? '';
  const token = /^bearer +(.*)$/i.exec(authorization)?.[1];
  return { token: token ?? authorization, isBearer: token !== undefined };
}

/** Ignores the scheme and a trailing slash: the vendor's pages have http and https, and clients send the slash. */
function accountOf(url: string): string {
  return url
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .toLowerCase();
}
