import type { Campus, IdSpace } from '../../campus/campus.ts';
import type { IspringChoices } from './variants.ts';

/** The ids of iSpring Learn. */
export interface Ids {
  readonly content: IdSpace;
  readonly user: IdSpace;
  readonly department: IdSpace;
  readonly enrollment: IdSpace;
  /** A course has one module, because the campus has no parts of courses (assumed). */
  readonly module: IdSpace;
  readonly courseItem: IdSpace;
}

export function createIds(campus: Campus): Ids {
  return {
    content: campus.idSpace('ispring.contentId', { of: 'course', format: 'uuid' }),
    user: campus.idSpace('ispring.userId', { of: 'learner', format: 'uuid' }),
    department: campus.idSpace('ispring.departmentId', { of: 'department', format: 'uuid' }),
    enrollment: campus.idSpace('ispring.enrollmentId', { of: 'enrolment', format: 'uuid' }),
    module: campus.idSpace('ispring.moduleId', { of: 'course', format: 'uuid' }),
    courseItem: campus.idSpace('ispring.courseItemId', { of: 'course', format: 'uuid' }),
  };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the account can have content with such an id. The documented id, 123, is not a UUID. */
export function isContentId(text: string, choices: IspringChoices): boolean {
  return choices['content-item-id'] === 'any-text' || UUID.test(text);
}

/** The indexes of the ids in a filter. Unknown ids are ignored. Undefined if there is no filter. */
export function indexesIn(space: IdSpace, ids: readonly string[] | undefined): ReadonlySet<number> | undefined {
  return ids === undefined ? undefined : new Set(ids.flatMap((id) => space.indexOf(id) ?? []));
}
