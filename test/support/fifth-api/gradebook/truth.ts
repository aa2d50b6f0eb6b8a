import type { Campus } from '../../../../src/campus/campus.ts';
import type { Course } from '../../../../src/campus/course.ts';
import type { Learner } from '../../../../src/campus/learner.ts';
import { walkOver } from '../../../../src/walk.ts';
import type { Walk } from '../../../../src/walk.ts';
import type { GradebookFacts } from './auth.ts';

export interface GradebookTruthRow {
  readonly person: { readonly id: string };
  readonly course: { readonly id: string };
  readonly mark: number;
}

export interface GradebookTruth {
  learnerIds(learner: Learner): { readonly learner: string };
  courseIds(course: Course): { readonly course: string };
  /** Gradebook has no ids of enrolments. */
  enrolmentIds(): object;
  learnerIndexOf(id: string): number | undefined;
  courseIndexOf(id: string): number | undefined;
  rows(persona: string): Walk<GradebookTruthRow>;
}

export function createTruth(campus: Campus, { personas }: GradebookFacts): GradebookTruth {
  return {
    learnerIds: ({ username }) => ({ learner: username }),
    courseIds: ({ slug }) => ({ course: slug }),
    enrolmentIds: () => ({}),
    learnerIndexOf: (id) => campus.learnerByUsername(id)?.index,
    courseIndexOf: (id) => campus.courseBySlug(id)?.index,
    rows(persona) {
      if (personas[persona]?.mayRead !== true) return walkOver([]);
      return campus.enrolments().collect(({ learner, course, gradeRatio }) =>
        gradeRatio === null
          ? undefined
          : {
              person: { id: learner.username },
              course: { id: course.slug },
              mark: Math.round(gradeRatio * 100),
            },
      );
    },
  };
}
