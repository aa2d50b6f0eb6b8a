import type { Campus } from '../../campus/campus.ts';
import type { Course } from '../../campus/course.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import { joined } from '../../walk.ts';
import type { Call, Handlers } from '../../engine/api.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { Written } from '../../engine/session/written.ts';
import type {
  HelsinkiOperations,
  RegisterCompletionsValues,
  StreamCompletionsValues,
  StreamModuleCompletionsValues,
} from './contract-types.ts';
import { createModules } from './modules.ts';
import type { Registrar } from './auth.ts';
import { toCompletion } from './projection.ts';
import { refusals } from './refusals.ts';
import { parseUuid } from './uuid.ts';
import type { HelsinkiChoices } from './variants.ts';

/** The documented course code, or the first course if the samples are left out. */
export function showcaseName(campus: Campus): string {
  const documented = 'BSCS1001';
  return campus.coursesByCode(documented).length === 0 && campus.courseCount > 0 ? campus.course(0).slug : documented;
}

export function createOperations(campus: Campus, choices: HelsinkiChoices): Handlers<Registrar, HelsinkiOperations> {
  const courseIds = campus.idSpace('helsinki.courseId', { of: 'course', format: 'uuid' });
  const completionIds = campus.idSpace('helsinki.completionId', { of: 'enrolment', format: 'uuid' });
  const userIds = campus.idSpace('helsinki.userId', { of: 'learner', format: 'uuid' });

  const modules = createModules(campus);

  const form = choices['no-rows'] === 'bracket' ? choices['no-rows'] : undefined;

  function streamCompletions({
    persona,
    values: { path, query },
    session: { written },
  }: Call<Registrar, StreamCompletionsValues>): Outcome {
    const name = path.course_id_slug_or_code;
    const id = parseUuid(name);
    const courses = id === undefined ? findByName(name) : findById(id);
    if (courses.length === 0 && (id !== undefined || choices['unknown-name'] === 'not-found'))
      return refusals.unknownCourse;
    const isSent = id !== undefined && choices['course-id'] === 'default-module' ? modules.isOfDefault : () => true;
    return rowsOf(courses, isSent, isLeftOutOf(persona, query, written));
  }

  /** Sends the rows of a module. The course in the path must be the module's. */
  function streamModuleCompletions({
    persona,
    values: { path, query },
    session: { written },
  }: Call<Registrar, StreamModuleCompletionsValues>): Outcome {
    const module = modules.find(parseUuid(path.module_id) ?? '');
    if (module === undefined) return refusals.unknownModule;
    const { course, isSent } = module;
    const name = path.course_id_slug_or_code;
    const id = parseUuid(name);
    const courses = id === undefined ? findByName(name) : findById(id);
    if (!courses.some(({ index }) => index === course.index)) return refusals.otherModule;
    return rowsOf([course], isSent, isLeftOutOf(persona, query, written));
  }

  function rowsOf(
    courses: readonly Course[],
    isSent: (enrolment: Enrolment) => boolean,
    isLeftOut: IsLeftOut,
  ): Outcome {
    const enrolments = joined(courses.map((course) => campus.enrolmentsOfCourse(course)));
    const rows = enrolments.collect((enrolment) => completionOf(enrolment, isSent, isLeftOut));
    return { kind: 'rows', status: 200, rows, form };
  }

  /** Registers all completions or none. The server checks neither the grade nor the owner, so failed ones can be registered, too. */
  function registerCompletions({
    persona,
    values: { body },
    session,
  }: Call<Registrar, RegisterCompletionsValues>): Outcome {
    const indices = new Set<number>();
    for (const { completion_id: sent } of body ?? []) {
      const id = parseUuid(sent) ?? sent;
      const index = completionIds.indexOf(id);
      const enrolment = index === undefined ? undefined : campus.enrolment(index);
      if (index === undefined || enrolment?.completedAt === undefined) return refuseUnknown(id);
      indices.add(index);
    }
    if (indices.size > 0 && !session.openWritten().add(registeredBy(persona), indices)) return refusals.noRoom;
    return { kind: 'value', status: 200, value: undefined };
  }

  function findById(id: string): readonly Course[] {
    const index = courseIds.indexOf(id);
    return index === undefined ? [] : [campus.course(index)];
  }

  function findByName(name: string): readonly Course[] {
    const bySlug = campus.courseBySlug(name);
    const byCode = campus.coursesByCode(name);
    return bySlug === undefined ? byCode : [bySlug, ...byCode.filter(({ index }) => index !== bySlug.index)];
  }

  /** Includes failed completions, with the grade 0: the server doesn't filter by grade. */
  function completionOf(
    enrolment: Enrolment,
    isSent: (enrolment: Enrolment) => boolean,
    isLeftOut: IsLeftOut,
  ): unknown {
    const { completedAt } = enrolment;
    if (completedAt === undefined || !isSent(enrolment)) return undefined;
    const completionId = completionIds.idOf(enrolment.index);
    if (isLeftOut(enrolment.index, completionId)) return undefined;
    return toCompletion(enrolment, completedAt, { completionId, userId: userIds.idOf(enrolment.learner.index) });
  }

  return { streamCompletions, registerCompletions, streamModuleCompletions };
}

type IsLeftOut = (index: number, id: string) => boolean;

function never(): boolean {
  return false;
}

/** Whether the query leaves a completion out: the caller has registered it, in its fixture or in the session. */
function isLeftOutOf(
  persona: Registrar,
  query: StreamCompletionsValues['query'],
  written: Written | undefined,
): IsLeftOut {
  if (query.exclude_already_registered !== true) return never;
  const list = registeredBy(persona);
  return (index, id) => persona.registered.has(id) || written?.has(list, index) === true;
}

/** The name of a registrar's list of registrations in a session. Each registrar has its own. */
function registeredBy({ name }: Registrar): string {
  return `helsinki.registered ${name}`;
}

function refuseUnknown(id: string): Outcome {
  const message = `Cannot find completion with id: ${id}. This completion does not exist in the database.`;
  const source = `ModelError PreconditionFailed ${JSON.stringify(message)}`;
  return { ...refusals.unknownCompletion, fields: { message, source } };
}
