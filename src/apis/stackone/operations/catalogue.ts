import { openedAt } from '../../../campus/campus.ts';
import type { Campus } from '../../../campus/campus.ts';
import type { Course } from '../../../campus/course.ts';
import type { Call, Persona } from '../../../engine/api.ts';
import type { Outcome } from '../../../engine/outcome.ts';
import { numberedPlaces } from '../../../engine/paging/places.ts';
import type {
  GetCategoryValues,
  GetContentValues,
  GetCourseValues,
  GetSkillValues,
  ListCategoriesValues,
  ListContentValues,
  ListCoursesValues,
  ListSkillsValues,
} from '../contract-types.ts';
import type { Ids } from '../ids.ts';
import { CATEGORIES, toCategory, toContent, toCourse, toSkill } from '../projection/catalogue.ts';
import { refusals } from '../refusals.ts';
import type { Answers, ListQuery, OneQuery } from './answers.ts';
import type { StackOneHandlers } from './handlers.ts';

type Row = Readonly<Record<string, unknown>>;

type Names =
  | 'listCourses'
  | 'getCourse'
  | 'listContent'
  | 'getContent'
  | 'listSkills'
  | 'getSkill'
  | 'listCategories'
  | 'getCategory';

/** Courses, content and skills. Each is a course of the campus in another form. */
export function createCatalogueOperations(campus: Campus, ids: Ids, { one, page }: Answers): StackOneHandlers<Names> {
  const opened = openedAt(campus.now);
  const asCourse = (course: Course): Row => toCourse(course, ids, opened);
  const asContent = (course: Course): Row => toContent(course, ids, opened);
  const asSkill = (course: Course): Row => toSkill(course, ids);

  function list(query: ListQuery, name: string, toRow: (course: Course) => Row, slug?: string): Outcome {
    return page(query, {
      list: name,
      places: numberedPlaces(campus.courseCount, campus.course),
      passes: (course) => slug === undefined || course.slug === slug,
      updatedAtOf: () => opened,
      toRow,
    });
  }

  function get(query: OneQuery, name: string, id: string, toRow: (course: Course) => Row): Outcome {
    const index = ids.course.indexOf(id);
    if (index === undefined) return refusals.unknownRecord;
    const remoteId = ids.remoteCourse.idOf(index);
    const row = toRow(campus.course(index));
    return one(query, { row, providerPath: `${name}/${remoteId}`, providerRecord: { id: remoteId } });
  }

  return {
    listCourses: ({ values: { query } }: Call<Persona, ListCoursesValues>) =>
      list(query, 'courses', asCourse, query.filter?.external_reference),
    getCourse: ({ values: { path, query } }: Call<Persona, GetCourseValues>) =>
      get(query, 'courses', path.course_id, asCourse),
    listContent: ({ values: { query } }: Call<Persona, ListContentValues>) => list(query, 'content', asContent),
    getContent: ({ values: { path, query } }: Call<Persona, GetContentValues>) =>
      get(query, 'content', path.content_id, asContent),
    listSkills: ({ values: { query } }: Call<Persona, ListSkillsValues>) => list(query, 'skills', asSkill),
    getSkill: ({ values: { path, query } }: Call<Persona, GetSkillValues>) =>
      get(query, 'skills', path.skill_id, asSkill),
    listCategories: ({ values: { query } }: Call<Persona, ListCategoriesValues>) =>
      page(query, {
        list: 'categories',
        places: numberedPlaces(CATEGORIES.length, (index) => CATEGORIES[index]),
        updatedAtOf: () => opened,
        toRow: toCategory,
      }),
    getCategory({ values: { path, query } }: Call<Persona, GetCategoryValues>) {
      const category = CATEGORIES.find((id) => id === path.category_id);
      if (category === undefined) return refusals.unknownRecord;
      return one(query, {
        row: toCategory(category),
        providerPath: `categories/${category}`,
        providerRecord: { id: category },
      });
    },
  };
}
