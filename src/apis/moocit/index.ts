import type { Campus } from '../../campus/campus.ts';
import type { Api } from '../../engine/api.ts';
import { authenticate, credentialOf, readPersonas } from './auth.ts';
import type { MoocitFacts, MoocitPersona } from './auth.ts';
import { createOperations } from './operations.ts';
import { refusals } from './refusals.ts';

/** MOOCit (Open edX): specs/moocit.yaml; what is known of it, and what isn't, stands in NOTES.md. */
export function createMoocit(campus: Campus, facts: MoocitFacts): Api<MoocitPersona> {
  const byToken = readPersonas(facts);
  return {
    name: 'moocit',
    personas: [...byToken.values()],
    showcase: {
      path: `/api/so2/v1/completion?username=${campus.learnerCount === 0 ? 'johndoe' : campus.learner(0).username}`,
      headers: { 'Content-Type': 'application/json', 'Access-Control-Request-Headers': 'authorization' },
    },
    credentialOf,
    authenticate: (headers) => authenticate(byToken, headers),
    operations: createOperations(campus),
    refusals,
    refuseViolation: ({ location, message }) => ({
      ...refusals.invalid,
      fields: { detail: `${location}: ${message}` },
    }),
    refusalFields: ({ example }, method) =>
      example === 'methodNotAllowed' ? { detail: `Method "${method}" not allowed.` } : {},
  };
}
