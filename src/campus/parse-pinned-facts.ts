import { contradictionsIn } from './contradictions.ts';
import type { CampusFixture, EnrolmentFixture } from './fixture.ts';
import { FixtureError } from './fixture-error.ts';
import type { FixturePath } from './fixture-error.ts';
import { checkStructure, validatorOf } from './fixture-structure.ts';
import { withImpliedGrading } from './implied-grading.ts';
import { parseInstant } from './instant.ts';
import type { Instant } from './instant.ts';
import type { PinnedEnrolment, PinnedFacts } from './pinned-facts.ts';

/** What parsing a fixture needs beside the fixture. */
export interface ParseOptions {
  /** The JSON schema of a fixture: fixtures/campus.schema.json, parsed. */
  readonly schema: unknown;
  /** Gives the file and the line of a path in the value, for messages. */
  readonly locate: (path: FixturePath) => string;
  /** The value is known to fit the schema. Default false. */
  readonly isChecked?: boolean;
}

/**
 * Makes pinned facts of a fixture: the parsed YAML of a file such as fixtures/campus.yaml. Reads no file.
 *
 * @throws {FixtureError} that lists whatever doesn't fit the schema or contradicts itself.
 */
export function parsePinnedFacts(value: unknown, { schema, locate, isChecked = false }: ParseOptions): PinnedFacts {
  const { fixture: read, problems } = checkStructure(value, isChecked ? fits : validatorOf(schema));
  const fixture = read && withImpliedGrading(read);
  const all = [...problems, ...(fixture === undefined ? [] : contradictionsIn(fixture))];
  if (fixture === undefined || all.length > 0) throw new FixtureError(all, locate);
  return factsOf({ ...fixture, enrolments: fixture.enrolments.filter((enrolment) => enrolment !== null) });
}

function fits(_value: unknown): _value is CampusFixture {
  return true;
}

function factsOf({ learners, courses, departments, enrolments }: CampusFixture): PinnedFacts {
  const positions = {
    learners: positionsOf(learners),
    courses: positionsOf(courses),
    departments: positionsOf(departments),
  };
  return {
    learners: Object.values(learners ?? {}).map((entry) => {
      const { department, ...told } = entry ?? {};
      return department === undefined ? told : { ...told, departmentIndex: positions.departments(department) };
    }),
    courses: Object.values(courses ?? {}).map((entry) => entry ?? {}),
    departments: Object.values(departments ?? {}).map((entry) => {
      const { parent, manager, ...told } = entry ?? {};
      return {
        ...told,
        ...(parent === undefined ? {} : { parentIndex: positions.departments(parent) }),
        ...(manager === undefined ? {} : { managerLearnerIndex: positions.learners(manager) }),
      };
    }),
    enrolments: (enrolments ?? []).map(({ learner, course, ...told }) => ({
      learnerIndex: positions.learners(learner),
      courseIndex: positions.courses(course),
      ...withInstants(told),
    })),
  };
}

/** Where a name stands among its like; references were checked before. */
function positionsOf(entries: Readonly<Record<string, unknown>> | null | undefined): (name: string) => number {
  const positions = new Map(Object.keys(entries ?? {}).map((name, position) => [name, position]));
  return (name) => positions.get(name) ?? -1;
}

type Told = Omit<EnrolmentFixture, 'learner' | 'course'>;

function withInstants(told: Told): Omit<PinnedEnrolment, 'learnerIndex' | 'courseIndex'> {
  const { enrolledAt, startedAt, lastViewedAt, firstPassedAt, completedAt, ...rest } = told;
  return {
    ...rest,
    ...(enrolledAt === undefined ? {} : { enrolledAt: instantOf(enrolledAt) }),
    ...(startedAt === undefined ? {} : { startedAt: instantOf(startedAt) }),
    ...(lastViewedAt === undefined ? {} : { lastViewedAt: instantOf(lastViewedAt) }),
    ...(firstPassedAt === undefined ? {} : { firstPassedAt: instantOf(firstPassedAt) }),
    ...(completedAt === undefined ? {} : { completedAt: instantOf(completedAt) }),
  };
}

function instantOf(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new TypeError(`"${text}" is no instant, though the schema let it pass.`);
  return instant;
}
