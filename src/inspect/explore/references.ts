import { apiNames } from '../../apis/index.ts';
import type { Truths } from '../../apis/index.ts';
import type { Campus } from '../../campus/campus.ts';
import type { Course } from '../../campus/course.ts';
import type { Learner } from '../../campus/learner.ts';
import { OptionError } from '../../config/option-readers.ts';

/** Finds what a text names, whoever calls it so. */
export interface References {
  /**
   * The courses of a key, a slug or an id of any API: one; or those that share a code.
   *
   * @throws {OptionError} where nothing is called so.
   */
  courses(name: string): readonly Course[];
  /**
   * The learner of a user name or an id of any API.
   *
   * @throws {OptionError} where nobody is called so.
   */
  learner(name: string): Learner;
  /**
   * The department of a code, by its index.
   *
   * @throws {OptionError} where there is none; the message lists those there are.
   */
  department(code: string): number;
}

export function createReferences(campus: Campus, truths: Truths): References {
  /** A code may be the key of none and the code of two. */
  function courses(name: string): readonly Course[] {
    const one = campus.courseByKey(name) ?? campus.courseBySlug(name) ?? courseById(name);
    const found = one === undefined ? campus.coursesByCode(name) : [one];
    if (found.length > 0) return found;
    throw new OptionError('course', 'the key, slug or code of a course, or its id in one of the APIs', name);
  }

  function courseById(id: string): Course | undefined {
    for (const api of apiNames) {
      const index = truths[api].courseIndexOf(id);
      if (index !== undefined) return campus.course(index);
    }
    return undefined;
  }

  function learner(name: string): Learner {
    for (const api of apiNames) {
      const index = truths[api].learnerIndexOf(name);
      if (index !== undefined) return campus.learner(index);
    }
    throw new OptionError('learner', 'the user name of a learner, or an id of the learner in one of the APIs', name);
  }

  function department(code: string): number {
    const codes = Array.from({ length: campus.departmentCount }, (_, index) => campus.department(index).code);
    const index = codes.indexOf(code);
    if (index !== -1) return index;
    throw new OptionError('department', `one of the departments ${codes.join(', ')}`, code);
  }

  return { courses, learner, department };
}
