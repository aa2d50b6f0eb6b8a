import type { Campus } from '../../../../src/campus/campus.ts';
import type { Enrolment } from '../../../../src/campus/enrolment.ts';
import type { Persona } from '../../../../src/engine/api.ts';
import { variablesOf } from '../../../../src/engine/caller/environment.ts';
import { textOf } from '../../../../src/engine/session/ledger.ts';
import { walkOver } from '../../../../src/walk.ts';
import type { ApiDefinition, VendorApi } from '../../../../src/apis/api-definition.ts';
import { authenticate, credentialOf, personasOf, secretsOf } from './auth.ts';
import type { GradebookFacts } from './auth.ts';
import type { GradebookMark, GradebookOperations, GradebookRefusal } from './contract-types.ts';
import { refusals } from './refusals.ts';
import { createTruth } from './truth.ts';
import type { GradebookTruth } from './truth.ts';
import { variants } from './variants.ts';
import type { GradebookChoices } from './variants.ts';

/** Gradebook, a vendor that does not exist. */
export const gradebook: ApiDefinition<
  'gradebook',
  GradebookFacts,
  typeof variants,
  GradebookTruth,
  GradebookOperations
> = {
  name: 'gradebook',
  vendor: 'Gradebook',
  variants,
  secretsOf,
  createApi,
  createTruth,
};

function createApi(
  campus: Campus,
  facts: GradebookFacts,
  choices: GradebookChoices,
): VendorApi<Persona, GradebookOperations> {
  return {
    personas: personasOf(facts),
    environment: variablesOf({ GRADEBOOK_KEY: Object.values(facts.personas)[0]?.key }),
    showcase: { path: '/api/gradebook/v1/marks' },
    credentialOf,
    authenticate: (headers) => authenticate(facts, headers),
    recordOf: (row) => `${textOf(row, 'learner')} ${textOf(row, 'course')}`,
    operations: {
      listMarks({ values: { query } }) {
        if (query.course === undefined) return { kind: 'rows', status: 200, rows: campus.enrolments().collect(markOf) };
        const course = campus.courseBySlug(query.course);
        if (course !== undefined)
          return { kind: 'rows', status: 200, rows: campus.enrolmentsOfCourse(course).collect(markOf) };
        return choices['unknown-course'] === 'not-found'
          ? refusals.unknownCourse
          : { kind: 'rows', status: 200, rows: walkOver([]) };
      },
    },
    refusals,
    refuseViolation: ({ location, message }) => ({
      ...refusals.invalid,
      fields: { error: `${location}: ${message}` } satisfies GradebookRefusal,
    }),
  };
}

function markOf({ learner, course, gradeRatio }: Enrolment): GradebookMark | undefined {
  if (gradeRatio === null) return undefined;
  return { learner: learner.username, course: course.slug, mark: Math.round(gradeRatio * 100) };
}
