import type { Campus } from '../../campus/campus.ts';
import type { Api } from '../../engine/api.ts';
import { textOf } from '../../engine/ledger.ts';
import { createAuth, credentialOf } from './auth.ts';
import type { IspringFacts, IspringPersona } from './auth.ts';
import { createOperations, showcaseId } from './operations.ts';
import { refusals } from './refusals.ts';
import type { IspringChoices } from './variants.ts';

/** iSpring Learn: specs/ispring.yaml; what is known of it, and what isn't, stands in NOTES.md. */
export function createIspring(campus: Campus, facts: IspringFacts, choices: IspringChoices): Api<IspringPersona> {
  const { personas, authenticate } = createAuth(facts, campus, choices);
  return {
    name: 'ispring',
    personas,
    showcase: { path: `/content/${showcaseId(campus, choices)}/final_statuses` },
    credentialOf,
    authenticate,
    recordOf: (row, { path }) => `${textOf(row, 'userId')} ${String(path['content_item_id'])}`,
    operations: createOperations(campus, choices),
    refusals,
    refuseViolation: ({ location, message }) => ({
      ...refusals.badRequest,
      fields: { message: `${location}: ${message}` },
    }),
  };
}
