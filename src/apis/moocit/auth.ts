import { headerOf } from '../../engine/request.ts';
import type { Persona } from '../../engine/api.ts';
import type { RequestHeaders } from '../../engine/request.ts';
import { secretOf } from '../../engine/caller/credential.ts';
import type { Refusal } from '../../engine/outcome.ts';
import type { PersonaSecret } from '../../engine/caller/persona-secret.ts';
import type { MoocitRefusals } from './refusals.ts';

/** MOOCit's part of personas.yaml. */
export interface MoocitFacts {
  readonly personas: Readonly<Record<string, { readonly token: string; readonly mayRead: boolean }>>;
}

export interface MoocitPersona extends Persona {
  readonly mayRead: boolean;
}

export function secretsOf({ personas }: MoocitFacts): readonly PersonaSecret[] {
  return Object.entries(personas).map(([persona, { token }]) => ({ persona, member: 'token', secret: token }));
}

export function readPersonas(facts: MoocitFacts): ReadonlyMap<string, MoocitPersona> {
  return new Map(
    Object.entries(facts.personas).map(([name, { token, mayRead }]) => {
      return [token, { name, mayRead, headers: { authorization: `Bearer ${token}` } }];
    }),
  );
}

/** The words of the header Authorization: the scheme, the token, and further words, which are invalid. */
function wordsOf(headers: RequestHeaders): readonly string[] {
  return (headerOf(headers, 'authorization') ?? '').split(/\s+/).filter((word) => word !== '');
}

export function credentialOf(headers: RequestHeaders): string | undefined {
  return wordsOf(headers)[1];
}

/** Open edX ignores the case of Bearer. Any other scheme counts as absent credentials (BearerAuthentication.authenticate). */
export function authenticate(
  byToken: ReadonlyMap<string, MoocitPersona>,
  refusals: MoocitRefusals,
  headers: RequestHeaders,
): MoocitPersona | Refusal {
  const [scheme, token, ...more] = wordsOf(headers);
  if (scheme?.toLowerCase() !== 'bearer') return refusals.notProvided;
  if (token === undefined) return refusals.tokenNotProvided;
  if (more.length > 0) return refusals.tokenMalformed;
  const persona = byToken.get(secretOf(token));
  if (persona === undefined) return refusals.tokenNonexistent;
  return persona.mayRead ? persona : refusals.forbidden;
}
