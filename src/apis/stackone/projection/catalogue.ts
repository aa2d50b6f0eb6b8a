import type { Course, Language } from '../../../campus/course.ts';
import type { Ids } from '../ids.ts';
import { timestamp } from './values.ts';

type Row = Readonly<Record<string, unknown>>;

/** The categories: the languages that courses are taught in. The campus has no other categories (assumed). */
export const CATEGORIES: readonly Language[] = ['en-US', 'fi-FI', 'sv-SE'];

const NAMES = { 'en-US': 'Taught in English', 'fi-FI': 'Taught in Finnish', 'sv-SE': 'Taught in Swedish' } as const;

export function toCategory(language: Language): Row {
  return {
    id: language,
    remote_id: language,
    unified_custom_fields: {},
    name: NAMES[language],
    active: true,
    language: languageOf(language),
  };
}

/** The skill of a course has the id and the title of the course (assumed). */
export function toSkill({ index, title, language }: Course, ids: Ids): Row {
  return {
    id: ids.course.idOf(index),
    remote_id: ids.remoteCourse.idOf(index),
    name: title,
    active: true,
    language: languageOf(language),
  };
}

/** A course as StackOne unifies it. The caller's own reference is the slug. */
export function toCourse(course: Course, ids: Ids, openedAt: number): Row {
  const { index } = course;
  return {
    id: ids.course.idOf(index),
    remote_id: ids.remoteCourse.idOf(index),
    unified_custom_fields: {},
    external_reference: course.slug,
    content_ids: [ids.course.idOf(index)],
    remote_content_ids: [ids.remoteCourse.idOf(index)],
    ...descriptionOf(course, ids),
    url: courseUrl(course),
    created_at: timestamp(openedAt),
    updated_at: timestamp(openedAt),
  };
}

/** The content of a course: one item with the id of the course, because the campus has no content (assumed). */
export function toContent(course: Course, ids: Ids, openedAt: number): Row {
  const { index } = course;
  return {
    id: ids.course.idOf(index),
    remote_id: ids.remoteCourse.idOf(index),
    unified_custom_fields: {},
    external_reference: course.slug,
    course_ids: [ids.course.idOf(index)],
    remote_course_ids: [ids.remoteCourse.idOf(index)],
    ...descriptionOf(course, ids),
    content_url: courseUrl(course),
    content_type: { value: 'document', source_value: 'document' },
    order: 1,
    created_at: timestamp(openedAt),
    updated_at: timestamp(openedAt),
  };
}

/** The campus keeps no descriptions, pictures and durations. */
function descriptionOf(course: Course, ids: Ids): Row {
  return {
    title: course.title,
    description: null,
    languages: [languageOf(course.language)],
    cover_url: null,
    active: true,
    duration: null,
    categories: [toCategory(course.language)],
    skills: [toSkill(course, ids)],
    provider: null,
  };
}

/** The provider's address of a course. It is made up and never called. */
function courseUrl({ slug }: Course): string {
  return `https://provider.example/courses/${slug}`;
}

function languageOf(language: Language): Row {
  return { value: language.replace('-', '_'), source_value: language };
}
