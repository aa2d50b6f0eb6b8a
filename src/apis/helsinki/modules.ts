import type { Campus } from '../../campus/campus.ts';
import type { Course } from '../../campus/course.ts';
import type { Enrolment } from '../../campus/enrolment.ts';

/** A module of a course, and its enrolments. */
export interface Module {
  readonly course: Course;
  isSent(enrolment: Enrolment): boolean;
}

/** The modules of the courses. */
export interface Modules {
  /** @param id In lower case with hyphens. */
  find(id: string): Module | undefined;
  isOfDefault(enrolment: Enrolment): boolean;
  /** The ids of a course's modules, the default one first. */
  idsOf(course: Course): readonly string[];
}

/**
 * The campus has no modules. So every third learner of a seeded course is in a second module, and a pinned course has only
 * its default module (assumed).
 */
export function createModules(campus: Campus): Modules {
  const ids = campus.idSpace('helsinki.moduleId', { of: 'course', format: 'uuid' });

  function isOfDefault({ course, learner }: Enrolment): boolean {
    return course.index < campus.pinnedCourseCount || learner.index % 3 !== 0;
  }

  return {
    find(id) {
      const first = ids.indexOf(id);
      if (first !== undefined) return { course: campus.course(first), isSent: isOfDefault };
      const second = isSecond(id) ? ids.indexOf(otherOf(id, '4')) : undefined;
      if (second === undefined || second < campus.pinnedCourseCount) return undefined;
      return { course: campus.course(second), isSent: (enrolment) => !isOfDefault(enrolment) };
    },
    isOfDefault,
    idsOf: ({ index }) => [
      ids.idOf(index),
      ...(index < campus.pinnedCourseCount ? [] : [otherOf(ids.idOf(index), '5')]),
    ],
  };
}

/** The id of a second module is that of the default one with the UUID version 5 instead of 4. */
function isSecond(id: string): boolean {
  return id[VERSION_AT] === '5';
}

function otherOf(id: string, version: '4' | '5'): string {
  return id.slice(0, VERSION_AT) + version + id.slice(VERSION_AT + 1);
}

/** The place of a UUID's version among its characters. */
const VERSION_AT = 14;
