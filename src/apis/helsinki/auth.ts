import { headerOf } from '../../engine/request.ts';
import type { Persona } from '../../engine/api.ts';
import type { RequestHeaders } from '../../engine/request.ts';
import { secretOf } from '../../engine/caller/credential.ts';
import type { Refusal } from '../../engine/outcome.ts';
import type { PersonaSecret } from '../../engine/caller/persona-secret.ts';
import { refusals } from './refusals.ts';

/** Helsinki's part of personas.yaml. */
export interface HelsinkiFacts {
  readonly personas: Readonly<Record<string, { readonly key: string; readonly registered?: readonly string[] }>>;
}

/** A study registry. */
export interface Registrar extends Persona {
  /** The ids of the completions that it has already registered. */
  readonly registered: ReadonlySet<string>;
}

export function secretsOf({ personas }: HelsinkiFacts): readonly PersonaSecret[] {
  return Object.entries(personas).map(([persona, { key }]) => ({ persona, member: 'key', secret: key }));
}

/** Finds the caller of a request. */
export interface HelsinkiAuth {
  readonly personas: readonly Registrar[];
  authenticate(headers: RequestHeaders): Registrar | Refusal;
}

/**
 * The header has the word Basic (case-sensitive), a space and the plain key, not in base64 (the server's
 * `parse_secret_key_from_header`). Text after a second space is ignored. Every failure is a 403.
 */
export function createAuth(facts: HelsinkiFacts): HelsinkiAuth {
  const byKey = new Map<string, Registrar>();
  for (const [name, { key, registered = [] }] of Object.entries(facts.personas)) {
    byKey.set(key, { name, headers: { authorization: `Basic ${key}` }, registered: new Set(registered) });
  }
  return {
    personas: [...byKey.values()],
    authenticate(headers) {
      const authorization = headerOf(headers, 'authorization') ?? '';
      if (!authorization.startsWith('Basic')) return refusals.notBasic;
      const key = credentialOf(headers);
      if (key === undefined) return refusals.malformedToken;
      return byKey.get(secretOf(key)) ?? refusals.unknownKey;
    },
  };
}

export function credentialOf(headers: RequestHeaders): string | undefined {
  return headerOf(headers, 'authorization')?.split(' ')[1];
}
