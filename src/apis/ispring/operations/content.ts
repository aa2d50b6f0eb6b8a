import type { Campus } from '../../../campus/campus.ts';
import type { Course } from '../../../campus/course.ts';
import type { Call } from '../../../engine/api.ts';
import type { Refusal } from '../../../engine/outcome.ts';
import { numberedPlaces } from '../../../engine/paging/places.ts';
import type { IspringPersona } from '../auth.ts';
import type { GetAllContentValues, GetContentItemValues, GetContentPageValues } from '../contract-types.ts';
import { indexesIn, isContentId } from '../ids.ts';
import type { Ids } from '../ids.ts';
import { toContentItem } from '../projection/content-item.ts';
import { refusals } from '../refusals.ts';
import type { IspringChoices } from '../variants.ts';
import { answerAll, answerPage } from './answers.ts';
import type { ReadList } from './answers.ts';
import type { IspringHandlers } from './handlers.ts';

/** The campus, and how the API shows it. */
interface Account {
  readonly campus: Campus;
  readonly ids: Ids;
  readonly choices: IspringChoices;
}

/** A content item is a course. */
export function createContentOperations(
  account: Account & { readonly url: string },
): IspringHandlers<'getAllContent' | 'getContentPage' | 'getContentItem'> {
  const { campus, ids, choices, url } = account;

  function listOf(contentTypes: readonly string[] | undefined, contentItemIds?: readonly string[]): ReadList<Course> {
    const wanted = indexesIn(ids.content, contentItemIds);
    const hasCourses = contentTypes?.includes('Course') !== false;
    return {
      name: 'contents',
      member: 'contentItems',
      places: numberedPlaces(hasCourses ? campus.courseCount : 0, campus.course),
      passes: ({ index }) => wanted?.has(index) !== false && isContentId(ids.content.idOf(index), choices),
      toRow: (course) => toContentItem(course, { campus, ids, accountUrl: url }),
    };
  }

  return {
    getAllContent: ({ values: { query } }: Call<IspringPersona, GetAllContentValues>) =>
      answerAll(listOf(query.contentTypes)),
    getContentPage: ({ values: { query } }: Call<IspringPersona, GetContentPageValues>) =>
      answerPage(query, listOf(query.contentTypes, query['contentItemIds[]'])),
    getContentItem({ values: { path } }: Call<IspringPersona, GetContentItemValues>) {
      const course = courseOf(path.content_item_id, account);
      if ('kind' in course) return course;
      return {
        kind: 'value',
        status: 200,
        value: { contentItem: toContentItem(course, { campus, ids, accountUrl: url }) },
      };
    },
  };
}

/** The course of a content item, or the refusal of its id. */
export function courseOf(id: string, { campus, ids, choices }: Account): Course | Refusal {
  if (!isContentId(id, choices)) return NOT_A_UUID;
  const index = ids.content.indexOf(id);
  if (index !== undefined) return campus.course(index);
  const isPlain = choices['unknown-content-item'] === 'plain-text';
  return isPlain ? refusals.unknownContentItem : refusals.unknownContentItemCode;
}

const NOT_A_UUID = { ...refusals.badRequest, fields: { message: 'path.content_item_id: must be a UUID' } } as const;
