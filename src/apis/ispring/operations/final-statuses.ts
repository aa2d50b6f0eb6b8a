import type { Campus } from '../../../campus/campus.ts';
import type { Enrolment } from '../../../campus/enrolment.ts';
import type { Call } from '../../../engine/api.ts';
import type { Outcome } from '../../../engine/outcome.ts';
import type { IspringPersona } from '../auth.ts';
import type { ListFinalStatusesValues } from '../contract-types.ts';
import type { Ids } from '../ids.ts';
import { isListed, toStatus } from '../projection/status.ts';
import { scopeOf } from '../scope.ts';
import type { IspringChoices } from '../variants.ts';
import { courseOf } from './content.ts';
import type { IspringHandlers } from './handlers.ts';

export function createFinalStatuses(
  campus: Campus,
  ids: Ids,
  choices: IspringChoices,
): IspringHandlers<'listFinalStatuses'> {
  function statusOf(enrolment: Enrolment): unknown {
    return isListed(enrolment, choices)
      ? toStatus(enrolment, ids.user.idOf(enrolment.learner.index), choices)
      : undefined;
  }

  return {
    listFinalStatuses({ persona, values: { path } }: Call<IspringPersona, ListFinalStatusesValues>): Outcome {
      const course = courseOf(path.content_item_id, { campus, ids, choices });
      if ('kind' in course) return course;
      const { has, note } = scopeOf(campus, persona);
      const rows = campus
        .enrolmentsOfCourse(course)
        .collect((enrolment) => (has(enrolment.learner.departmentIndex) ? statusOf(enrolment) : undefined));
      return { kind: 'rows', status: 200, rows, scope: note };
    },
  };
}
