import type { Campus } from '../../campus/campus.ts';
import { headerOf } from '../../engine/api.ts';
import type { Persona, RequestHeaders } from '../../engine/api.ts';
import { secretOf } from '../../engine/credential.ts';
import type { Refusal } from '../../engine/outcome.ts';
import { PersonaError } from '../../engine/persona-error.ts';
import { refusals } from './refusals.ts';

export type IspringRole = 'owner' | 'administrator' | 'department-administrator' | 'publisher' | 'custom' | 'learner';

/** iSpring's part of personas.yaml. */
export interface IspringFacts {
  /** The base URL of the account. */
  readonly accountUrl: string;
  readonly personas: Readonly<Record<string, IspringPersonaFacts>>;
}

interface IspringPersonaFacts {
  readonly login: string;
  readonly password: string;
  readonly role: IspringRole;
  /** The codes of the departments that it manages. */
  readonly manages?: readonly string[];
}

export interface IspringPersona extends Persona {
  readonly password: string;
  readonly role: IspringRole;
  /** The indexes of the departments that it manages; those below count too. */
  readonly manages: readonly number[];
}

/** Finds the caller of a request. */
export interface IspringAuth {
  readonly personas: readonly IspringPersona[];
  authenticate(headers: RequestHeaders): IspringPersona | Refusal;
}

/** The header X-Auth-Email holds the login, whatever its name. A learner has no right to read reports. */
export function createAuth(facts: IspringFacts, campus: Campus): IspringAuth {
  const departments = departmentsByCode(campus);
  const byLogin = new Map<string, IspringPersona>();
  for (const [name, { login, password, role, manages = [] }] of Object.entries(facts.personas)) {
    const headers = { 'x-auth-account-url': facts.accountUrl, 'x-auth-email': login, 'x-auth-password': password };
    const managed = manages.map(
      (code) => departments.get(code) ?? refuseDepartment(name, code, [...departments.keys()]),
    );
    byLogin.set(login, { name, password, role, manages: managed, headers });
  }
  const account = accountOf(facts.accountUrl);

  return {
    personas: [...byLogin.values()],
    authenticate(headers) {
      const persona = byLogin.get(headerOf(headers, 'x-auth-email') ?? '');
      const isKnown =
        persona !== undefined &&
        secretOf(credentialOf(headers) ?? '') === persona.password &&
        accountOf(headerOf(headers, 'x-auth-account-url') ?? '') === account;
      if (!isKnown) return refusals.unauthorized;
      return persona.role === 'learner' ? refusals.permissionDenied : persona;
    },
  };
}

function departmentsByCode(campus: Campus): ReadonlyMap<string, number> {
  return new Map(Array.from({ length: campus.departmentCount }, (_, index) => [campus.department(index).code, index]));
}

function refuseDepartment(persona: string, code: string, known: readonly string[]): never {
  const wrong = `The persona ${persona} of ispring manages the department "${code}", which the campus doesn't have.`;
  throw new PersonaError(`${wrong} Mend personas.yaml; the departments are ${known.join(', ')}.`);
}

export function credentialOf(headers: RequestHeaders): string | undefined {
  return headerOf(headers, 'x-auth-password');
}

/** The vendor's pages show the account with http and with https, and clients send a slash behind it: neither matters. */
function accountOf(url: string): string {
  return url
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .toLowerCase();
}
