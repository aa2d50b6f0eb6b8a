import type { Campus, IdSpace } from '../../campus/campus.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import type { Call, Handler } from '../../engine/api.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { IspringPersona } from './auth.ts';
import { toStatus } from './projection.ts';
import { refusals } from './refusals.ts';

function contentIdsOf(campus: Campus): IdSpace {
  return campus.idSpace('ispring.contentId', { of: 'course', format: 'uuid' });
}

/** The documented content item, or the first course where the samples are left out. */
export function showcaseId(campus: Campus): string {
  const ids = contentIdsOf(campus);
  return ids.indexOf('123') === undefined && campus.courseCount > 0 ? ids.idOf(0) : '123';
}

export function createOperations(campus: Campus): Readonly<Record<string, Handler<IspringPersona>>> {
  const contentIds = contentIdsOf(campus);
  const userIds = campus.idSpace('ispring.userId', { of: 'learner', format: 'uuid' });

  function listFinalStatuses({ persona, values: { path } }: Call<IspringPersona>): Outcome {
    const index = contentIds.indexOf(String(path['content_item_id']));
    if (index === undefined) return refusals.unknownContentItem;
    const inScope = scopeOf(persona);
    return { kind: 'rows', status: 200, rows: rows(campus.enrolmentsOfCourse(campus.course(index)), inScope) };
  }

  /** Owner and administrators see everyone; the others those of the departments that they manage, and below. */
  function scopeOf({ role, manages }: IspringPersona): (departmentIndex: number) => boolean {
    return role === 'owner' || role === 'administrator' ? () => true : campus.departmentsWithin(manages);
  }

  function* rows(enrolments: Iterable<Enrolment>, inScope: (departmentIndex: number) => boolean): Iterable<unknown> {
    for (const enrolment of enrolments) {
      if (enrolment.state === 'withdrawn' || !inScope(enrolment.learner.departmentIndex)) continue;
      yield toStatus(enrolment, userIds.idOf(enrolment.learner.index));
    }
  }

  return { listFinalStatuses };
}
