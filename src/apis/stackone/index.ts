import type { Campus } from '../../campus/campus.ts';
import type { Persona } from '../../engine/api.ts';
import { variablesOf } from '../../engine/caller/environment.ts';
import type { ApiDefinition, VendorApi } from '../api-definition.ts';
import { createAuth, credentialOf, secretsOf, unknownAccounts } from './auth.ts';
import type { StackOneFacts } from './auth.ts';
import type { StackOneOperations } from './contract-types.ts';
import { createOperations, showcaseId } from './operations.ts';
import { timestamp } from './projection/values.ts';
import { refusals } from './refusals.ts';
import { createTruth } from './truth.ts';
import type { StackOneTruth } from './truth.ts';
import { variants } from './variants.ts';
import type { StackOneChoices } from './variants.ts';

/** StackOne's unified LMS API (specs/stackone.yaml). NOTES.md has the sources and the open questions. */
export const stackone: ApiDefinition<'stackone', StackOneFacts, typeof variants, StackOneTruth, StackOneOperations> = {
  name: 'stackone',
  vendor: 'StackOne',
  variants,
  secretsOf,
  problemsOf: unknownAccounts,
  createApi,
  createTruth,
};

function createApi(
  campus: Campus,
  facts: StackOneFacts,
  choices: StackOneChoices,
): VendorApi<Persona, StackOneOperations> {
  const { personas, authenticate } = createAuth(facts, choices);
  return {
    personas,
    environment: variablesOf({
      STACKONE_API_KEY: Object.values(facts.personas)[0]?.apiKey,
      STACKONE_ACCOUNT_ID: Object.values(facts.personas)[0]?.account,
    }),
    showcase: {
      path: `/unified/lms/completions/${showcaseId(campus)}`,
      ...(choices['user-agent'] === 'wanted' ? { headers: { 'User-Agent': 'lms-client/1.0' } } : {}),
    },
    credentialOf,
    authenticate,
    operations: createOperations(campus, choices),
    refusals,
    unacceptable: {
      severity: choices.accept === 'honoured' ? 'error' : 'warning',
      refusal: refusals.notAcceptable,
    },
    refuseViolation: ({ location, message }) => {
      // The vendor's client sends an empty header if it has no account.
      if (location === 'header.x-account-id') return MISSING_ACCOUNT[choices['missing-account']];
      return { ...refusals.invalidParameter, fields: { message: `${location}: ${message}` } };
    },
    // A refusal has the time of the campus, so that the same request gets the same bytes.
    refusalFields: () => ({ timestamp: timestamp(campus.now) }),
  };
}

const MISSING_ACCOUNT = {
  'bad-request': refusals.missingAccountId,
  forbidden: refusals.forbidden,
  'not-found': refusals.unknownAccount,
} as const;
