import type { Campus, IdSpace } from '../../campus/campus.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import type { Call, Handlers } from '../../engine/api.ts';
import type { Outcome } from '../../engine/outcome.ts';
import { issueToken } from './access-token.ts';
import type { CreateAccessTokenValues, IspringOperations, ListFinalStatusesValues } from './contract-types.ts';
import type { IspringPersona, IspringRole } from './auth.ts';
import { toStatus } from './projection.ts';
import { refusals } from './refusals.ts';
import type { IspringChoices } from './variants.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function contentIdsOf(campus: Campus): IdSpace {
  return campus.idSpace('ispring.contentId', { of: 'course', format: 'uuid' });
}

/** The documented content item, or another one if the samples are left out or their ids are invalid. */
export function showcaseId(campus: Campus, choices: IspringChoices): string {
  const ids = contentIdsOf(campus);
  if (ids.indexOf('123') !== undefined && isId('123', choices)) return '123';
  for (let index = campus.courseCount - 1; index >= 0; index -= 1) {
    const id = ids.idOf(index);
    if (isId(id, choices)) return id;
  }
  return '123';
}

function isId(text: string, choices: IspringChoices): boolean {
  return choices['content-item-id'] === 'any-text' || UUID.test(text);
}

export function createOperations(campus: Campus, choices: IspringChoices): Handlers<IspringPersona, IspringOperations> {
  const contentIds = contentIdsOf(campus);
  const userIds = campus.idSpace('ispring.userId', { of: 'learner', format: 'uuid' });

  function listFinalStatuses({ persona, values: { path } }: Call<IspringPersona, ListFinalStatusesValues>): Outcome {
    const id = path.content_item_id;
    if (!isId(id, choices)) return NOT_A_UUID;
    const index = contentIds.indexOf(id);
    if (index === undefined) {
      const isPlain = choices['unknown-content-item'] === 'plain-text';
      return isPlain ? refusals.unknownContentItem : refusals.unknownContentItemCode;
    }
    const inScope = scopeOf(persona);
    return {
      kind: 'rows',
      status: 200,
      rows: campus.enrolmentsOfCourse(campus.course(index)).collect((enrolment) => statusOf(enrolment, inScope)),
      scope: describeScope(persona),
    };
  }

  /** A note in the journal about hidden learners, which are not visible elsewhere. */
  function describeScope({ role, manages }: IspringPersona): string | undefined {
    if (seesAll(role)) return undefined;
    const codes = manages.map((department) => campus.department(department).code).join(', ');
    return `Learners outside of the departments ${codes || '(none)'}, and of those below, are hidden.`;
  }

  /** Owner and administrators see all learners. The others see those of their managed departments and the ones below. */
  function scopeOf({ role, manages }: IspringPersona): (departmentIndex: number) => boolean {
    return seesAll(role) ? () => true : campus.departmentsWithin(manages);
  }

  function statusOf(enrolment: Enrolment, inScope: (departmentIndex: number) => boolean): unknown {
    if (enrolment.isWithdrawn || !inScope(enrolment.learner.departmentIndex)) return undefined;
    if (choices.listed === 'viewed' && enrolment.lastViewedAt === undefined) return undefined;
    return toStatus(enrolment, userIds.idOf(enrolment.learner.index), choices);
  }

  function createAccessToken({ persona, values: { body } }: Call<IspringPersona, CreateAccessTokenValues>): Outcome {
    // There is always a body, because there is a persona.
    const { client_secret = '' } = body ?? {};
    return { kind: 'value', status: 200, value: issueToken(persona.token, campus, { client_secret }) };
  }

  return { listFinalStatuses, createAccessToken };
}

function seesAll(role: IspringRole): boolean {
  return role === 'owner' || role === 'administrator';
}

const NOT_A_UUID = { ...refusals.badRequest, fields: { message: 'path.content_item_id: must be a UUID' } } as const;
