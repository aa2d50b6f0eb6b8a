import type { Campus } from '../../campus/campus.ts';
import { variablesOf } from '../../engine/caller/environment.ts';
import { textOf } from '../../engine/session/ledger.ts';
import type { ApiDefinition, VendorApi } from '../api-definition.ts';
import { authenticate, credentialOf, readPersonas, secretsOf } from './auth.ts';
import type { MoocitFacts, MoocitPersona } from './auth.ts';
import { readBulkEnrolment } from './bulk-enroll/read-body.ts';
import { refuseBulk } from './bulk-enroll/refuse-bulk.ts';
import type { MoocitOperations } from './contract-types.ts';
import { createOperations } from './operations.ts';
import { messageOf, refusalsOf } from './refusals.ts';
import { retryAfter } from './retry-after.ts';
import { createTruth } from './truth.ts';
import type { MoocitTruth } from './truth.ts';
import { variants } from './variants.ts';
import type { MoocitChoices } from './variants.ts';

/** MOOCit (Open edX, specs/moocit.yaml). NOTES.md has the sources and the open questions. */
export const moocit: ApiDefinition<
  'moocit',
  MoocitFacts,
  typeof variants,
  MoocitTruth,
  MoocitOperations,
  MoocitPersona
> = {
  name: 'moocit',
  vendor: 'MOOCit',
  variants,
  secretsOf,
  createApi,
  createTruth,
};

function createApi(
  campus: Campus,
  facts: MoocitFacts,
  choices: MoocitChoices,
): VendorApi<MoocitPersona, MoocitOperations> {
  const byToken = readPersonas(facts);
  const refusals = refusalsOf(choices);
  const requiresPreflightHeader = choices['preflight-header'] === 'required';
  return {
    personas: [...byToken.values()],
    environment: variablesOf({ MOOCIT_TOKEN: [...byToken.keys()][0] }),
    showcase: {
      path: `/api/so2/v1/completion?username=${campus.learnerCount === 0 ? 'johndoe' : campus.learner(0).username}`,
      headers: {
        'Content-Type': 'application/json',
        ...(requiresPreflightHeader && { 'Access-Control-Request-Headers': 'authorization' }),
      },
    },
    checksMethodLast: true,
    options: { status: 200, example: 'metadata' },
    missesForbiddenHeaders: requiresPreflightHeader,
    credentialOf,
    authenticate: (headers) => authenticate(byToken, refusals, headers),
    recordOf: (row) => `${textOf(row, 'username')} ${textOf(row, 'course_id')}`,
    operations: createOperations(campus, choices),
    refusals,
    retryAfter,
    // Django REST framework sorts the media types by specificity, and ignores q.
    unacceptable: { severity: 'error', refusal: refusals.notAcceptable, ignoresQuality: true },
    sendsAllow: true,
    readBody: (operationId, bytes, headers) =>
      operationId === 'bulkEnroll' ? readBulkEnrolment(bytes, headers) : undefined,
    refuseViolation: (violation, broken) =>
      refuseBulk(violation, broken, choices) ?? {
        ...refusals.invalid,
        fields: messageOf(choices, `${violation.location}: ${violation.message}`),
      },
    refusalFields: ({ status }, method) =>
      status === 405 ? messageOf(choices, `Method "${method}" not allowed.`) : {},
  };
}
