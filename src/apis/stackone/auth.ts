import type { FixtureProblem } from '../../campus/fixture/fixture-error.ts';
import { headerOf } from '../../engine/request.ts';
import type { Persona } from '../../engine/api.ts';
import type { RequestHeaders } from '../../engine/request.ts';
import { secretOf } from '../../engine/caller/credential.ts';
import type { Refusal } from '../../engine/outcome.ts';
import type { PersonaSecret } from '../../engine/caller/persona-secret.ts';
import { refusals } from './refusals.ts';
import type { StackOneChoices } from './variants.ts';

/** StackOne's part of personas.yaml. */
export interface StackOneFacts {
  readonly personas: Readonly<Record<string, { readonly apiKey: string; readonly account: string }>>;
  /** The state of each linked account. Any other account is unknown. */
  readonly accounts: Readonly<Record<string, 'active' | 'disabled' | 'forbidden'>>;
}

export function secretsOf({ personas }: StackOneFacts): readonly PersonaSecret[] {
  return Object.entries(personas).map(([persona, { apiKey }]) => ({ persona, member: 'apiKey', secret: apiKey }));
}

/** Finds personas with an unknown account: all of their requests would be refused. */
export function unknownAccounts({ personas, accounts }: StackOneFacts): readonly FixtureProblem[] {
  const unknown = Object.entries(personas).filter(([, { account }]) => !Object.hasOwn(accounts, account));
  return unknown.map(([persona, { account }]) => ({
    path: ['stackone', 'personas', persona, 'account'],
    message: `is "${account}", but must be one of ${Object.keys(accounts).join(', ')}, or one that you add to stackone.accounts`,
  }));
}

/** Finds the caller of a request. */
export interface StackOneAuth {
  readonly personas: readonly Persona[];
  authenticate(headers: RequestHeaders): Persona | Refusal;
}

/**
 * The key is the user name and the password is empty. The vendor's older guide omits the colon. An absent account is refused
 * by the check of the parameters, where the header is required.
 */
export function createAuth(facts: StackOneFacts, choices: StackOneChoices): StackOneAuth {
  const byKey = new Map<string, Persona>();
  const accounts = new Map(Object.entries(facts.accounts));
  for (const [name, { apiKey, account }] of Object.entries(facts.personas)) {
    const authorization = `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
    byKey.set(apiKey, { name, headers: { authorization, 'x-account-id': account } });
  }

  return {
    personas: [...byKey.values()],
    authenticate(headers) {
      // A layer before the API blocks it, so the key is not checked.
      if (choices['user-agent'] === 'wanted' && !headerOf(headers, 'user-agent')) return refusals.forbidden;
      const credentials = basicOf(headers) ?? '';
      if (choices['bare-key'] === 'refused' && !credentials.includes(':')) return refusals.unauthorized;
      const persona = byKey.get(secretOf(keyOf(credentials)));
      if (persona === undefined) return refusals.unauthorized;
      const account = headerOf(headers, 'x-account-id');
      if (account === undefined || account === '') return persona;
      switch (accounts.get(account)) {
        case 'active':
          return persona;
        case 'disabled':
          return refusals.disabledAccount;
        case 'forbidden':
          return refusals.forbidden;
        default:
          return refusals.unknownAccount;
      }
    },
  };
}

export function credentialOf(headers: RequestHeaders): string | undefined {
  const credentials = basicOf(headers);
  return credentials === undefined ? undefined : keyOf(credentials);
}

function basicOf(headers: RequestHeaders): string | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(headerOf(headers, 'authorization') ?? '')?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

function keyOf(credentials: string): string {
  return credentials.replace(/:$/, '');
}
