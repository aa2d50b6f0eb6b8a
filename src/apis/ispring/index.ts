import type { Campus } from '../../campus/campus.ts';
import type { Api } from '../../engine/api.ts';
import { variablesOf } from '../../engine/environment.ts';
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
    environment: environmentOf(personas[0]),
    showcase: { path: `/content/${showcaseId(campus, choices)}/final_statuses` },
    credentialOf,
    authenticate,
    recordOf: (row, { path }) => `${textOf(row, 'userId')} ${String(path['content_item_id'])}`,
    operations: createOperations(campus, choices),
    refusals,
    unacceptable: {
      severity: choices.accept === 'honoured' ? 'error' : 'warning',
      refusal: refusals.notAcceptable,
    },
    refuseViolation: ({ location, message }) => ({
      ...refusals.badRequest,
      fields: { message: `${location}: ${message}` },
    }),
  };
}

/** A server that wants the token gives no password, and the other way round. */
function environmentOf(persona: IspringPersona | undefined): Readonly<Record<string, string>> {
  const { headers = {} } = persona ?? {};
  return variablesOf({
    ISPRING_ACCOUNT_URL: headers['x-auth-account-url'],
    ISPRING_EMAIL: headers['x-auth-email'],
    ISPRING_PASSWORD: headers['x-auth-password'],
    ISPRING_TOKEN: headers['authorization']?.replace(/^Bearer /, ''),
  });
}
