import type { Persona } from '../../../../src/engine/api.ts';
import { secretOf } from '../../../../src/engine/caller/credential.ts';
import type { PersonaSecret } from '../../../../src/engine/caller/persona-secret.ts';
import type { Refusal } from '../../../../src/engine/outcome.ts';
import { headerOf } from '../../../../src/engine/request.ts';
import type { RequestHeaders } from '../../../../src/engine/request.ts';
import { refusals } from './refusals.ts';

export interface GradebookFacts {
  readonly personas: Readonly<Record<string, { readonly key: string; readonly mayRead: boolean }>>;
}

export function secretsOf({ personas }: GradebookFacts): readonly PersonaSecret[] {
  return Object.entries(personas).map(([persona, { key }]) => ({ persona, member: 'key', secret: key }));
}

export function personasOf({ personas }: GradebookFacts): readonly Persona[] {
  return Object.entries(personas).map(([name, { key }]) => ({ name, headers: { 'x-gradebook-key': key } }));
}

export function credentialOf(headers: RequestHeaders): string | undefined {
  return headerOf(headers, 'x-gradebook-key');
}

export function authenticate({ personas }: GradebookFacts, headers: RequestHeaders): Persona | Refusal {
  const key = secretOf(credentialOf(headers) ?? '');
  const [name, facts] = Object.entries(personas).find(([, one]) => one.key === key) ?? [];
  if (name === undefined || facts === undefined) return refusals.unknownKey;
  return facts.mayRead ? { name, headers: { 'x-gradebook-key': key } } : refusals.forbidden;
}
