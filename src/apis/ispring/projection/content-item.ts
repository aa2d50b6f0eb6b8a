import { openedAt } from '../../../campus/campus.ts';
import type { Campus } from '../../../campus/campus.ts';
import type { Course } from '../../../campus/course.ts';
import type { Ids } from '../ids.ts';
import { dateTime } from './values.ts';

/** The campus has no authors of courses, so the author is a learner, always the same one (assumed). */
export function toContentItem(
  { index, title, code, slug }: Course,
  { campus, ids, accountUrl }: { readonly campus: Campus; readonly ids: Ids; readonly accountUrl: string },
): Readonly<Record<string, unknown>> {
  const { learnerCount, now } = campus;
  return {
    contentItemId: ids.content.idOf(index),
    title,
    subtitle: code,
    description: '',
    ...(learnerCount === 0 ? {} : { userId: ids.user.idOf(index % learnerCount) }),
    addedDate: dateTime(openedAt(now)),
    viewUrl: `${accountUrl.replace(/\/$/, '')}/view/${encodeURIComponent(slug)}`,
    type: 'Course',
    contentItemType: 'Course',
  };
}
