import { apiNames } from '../../apis/index.ts';
import type { Truths } from '../../apis/index.ts';
import type { Campus } from '../../campus/campus.ts';
import type { Course } from '../../campus/course.ts';
import type { Learner } from '../../campus/learner.ts';
import { OptionError } from '../../config/option-readers.ts';

/** Finds courses, learners and departments by their names in the campus or in any API. */
export interface References {
  /**
   * The course with a key, a slug or an id in any API, or all courses with a code.
   *
   * @throws {OptionError} if there is none.
   */
  courses(name: string): readonly Course[];
  /**
   * The learner with a user name or an id in any API.
   *
   * @throws {OptionError} if there is none.
   */
  learner(name: string): Learner;
  /**
   * The index of the department with a code.
   *
   * @throws {OptionError} if there is none. The message lists all departments.
   */
  department(code: string): number;
}

export function createReferences(campus: Campus, truths: Truths): References {
  /** Two courses may have the same code, so a code is looked up last. */
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
