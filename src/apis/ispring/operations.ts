import type { Campus } from '../../campus/campus.ts';
import type { Call, Handlers } from '../../engine/api.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { issueToken } from './access-token.ts';
import type { CreateAccessTokenValues, IspringOperations } from './contract-types.ts';
import type { IspringFacts, IspringPersona } from './auth.ts';
import { isContentId } from './ids.ts';
import type { Ids } from './ids.ts';
import { createContentOperations } from './operations/content.ts';
import { createDepartmentOperations } from './operations/departments.ts';
import { createEnrollmentOperations } from './operations/enrollments.ts';
import { createFinalStatuses } from './operations/final-statuses.ts';
import { createResultOperations } from './operations/results.ts';
import { createUserOperations } from './operations/users.ts';
import type { IspringChoices } from './variants.ts';
import { createWebhookOperations } from './webhooks/operations.ts';

/** The documented content item, or another one if the samples are left out or their ids are invalid. */
export function showcaseId(campus: Campus, { content }: Ids, choices: IspringChoices): string {
  if (content.indexOf('123') !== undefined && isContentId('123', choices)) return '123';
  for (let index = campus.courseCount - 1; index >= 0; index -= 1) {
    const id = content.idOf(index);
    if (isContentId(id, choices)) return id;
  }
  return '123';
}

export function createOperations(
  campus: Campus,
  ids: Ids,
  { accountUrl: url }: IspringFacts,
  choices: IspringChoices,
): Handlers<IspringPersona, IspringOperations> {
  function createAccessToken({ persona, values: { body } }: Call<IspringPersona, CreateAccessTokenValues>): Outcome {
    // There is always a body, because there is a persona.
    const { client_secret = '' } = body ?? {};
    return { kind: 'value', status: 200, value: issueToken(persona.token, campus, { client_secret }) };
  }

  return {
    ...createFinalStatuses(campus, ids, choices),
    ...createContentOperations({ campus, ids, choices, url }),
    ...createUserOperations(campus, ids, choices),
    ...createDepartmentOperations(campus, ids),
    ...createEnrollmentOperations(campus, ids, choices),
    ...createResultOperations(campus, ids, choices),
    ...createWebhookOperations(),
    createAccessToken,
  };
}
