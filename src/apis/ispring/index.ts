import type { Campus } from '../../campus/campus.ts';
import { variablesOf } from '../../engine/caller/environment.ts';
import { textOf } from '../../engine/session/ledger.ts';
import type { ApiDefinition, VendorApi } from '../api-definition.ts';
import { bodyCredential, createAuth, credentialOf, secretsOf, unknownDepartments } from './auth.ts';
import type { IspringFacts, IspringPersona } from './auth.ts';
import type { IspringOperations } from './contract-types.ts';
import { createIds } from './ids.ts';
import { createOperations, showcaseId } from './operations.ts';
import { refusals } from './refusals.ts';
import { createTruth } from './truth.ts';
import type { IspringTruth } from './truth.ts';
import { variants } from './variants.ts';
import type { IspringChoices } from './variants.ts';
import { createClockMoved } from './webhooks/clock-moved.ts';

/** iSpring Learn (specs/ispring.yaml). NOTES.md has the sources and the open questions. */
export const ispring: ApiDefinition<
  'ispring',
  IspringFacts,
  typeof variants,
  IspringTruth,
  IspringOperations,
  IspringPersona
> = {
  name: 'ispring',
  vendor: 'iSpring Learn',
  variants,
  secretsOf,
  problemsOf: unknownDepartments,
  createApi,
  createTruth,
};

function createApi(
  campus: Campus,
  facts: IspringFacts,
  choices: IspringChoices,
): VendorApi<IspringPersona, IspringOperations> {
  const { personas, authenticate } = createAuth(facts, campus, choices);
  const ids = createIds(campus);
  return {
    personas,
    environment: environmentOf(facts, personas[0], choices),
    showcase: { path: `/content/${showcaseId(campus, ids, choices)}/final_statuses` },
    credentialOf,
    bodyCredential,
    authenticate,
    recordOf(row, { path }) {
      const userId = textOf(row, 'userId');
      const contentId = path['content_item_id'];
      return userId === undefined || typeof contentId !== 'string' ? undefined : `${userId} ${contentId}`;
    },
    operations: createOperations(campus, ids, facts, choices),
    takesCallbacks: (path) => path.includes('/webhook/'),
    clockMoved: createClockMoved(campus, ids, choices),
    refusals,
    unacceptable: {
      severity: choices.accept === 'honoured' ? 'error' : 'warning',
      refusal: refusals.notAcceptable,
    },
    // A violation in a body may quote a secret, so the refusal doesn't have its message.
    refuseViolation: ({ location, message }) =>
      location.startsWith('body/')
        ? refusals.badRequest
        : { ...refusals.badRequest, fields: { message: `${location}: ${message}` } },
  };
}

/** Only credentials that the server accepts. */
function environmentOf(
  { personas }: IspringFacts,
  persona: IspringPersona | undefined,
  { credentials, 'token-form': form }: IspringChoices,
): Readonly<Record<string, string>> {
  const { headers = {} } = persona ?? {};
  const client = credentials === 'x-auth' ? undefined : personas[persona?.name ?? ''];
  return variablesOf({
    ISPRING_CLIENT_ID: client?.login,
    ISPRING_CLIENT_SECRET: client?.password,
    ISPRING_ACCOUNT_URL: headers['x-auth-account-url'],
    ISPRING_EMAIL: headers['x-auth-email'],
    ISPRING_PASSWORD: headers['x-auth-password'],
    ISPRING_TOKEN: headers['authorization']?.replace(/^Bearer /, ''),
    ISPRING_TOKEN_FORM: headers['authorization'] !== undefined && form === 'raw' ? form : undefined,
  });
}
