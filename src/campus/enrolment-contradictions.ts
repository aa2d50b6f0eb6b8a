import type { EnrolmentFixture } from './fixture.ts';
import type { FixtureProblem } from './fixture-error.ts';
import type { SoundFixture } from './fixture-structure.ts';
import { parseInstant } from './instant.ts';

type Member = keyof EnrolmentFixture;

interface Slip {
  readonly member: Member;
  readonly message: string;
}

/** What an enrolment says that can't all be true. */
export function enrolmentProblems(fixture: SoundFixture): readonly FixtureProblem[] {
  const seen = new Map<string, number>();
  return fixture.enrolments.flatMap((enrolment, position) => {
    if (enrolment === null) return [];
    const pair = JSON.stringify([enrolment.learner, enrolment.course]);
    const earlier = seen.get(pair);
    seen.set(pair, earlier ?? position);
    const twice: readonly Slip[] =
      earlier === undefined
        ? []
        : [
            {
              member: 'course',
              message: `"${enrolment.learner}" takes "${enrolment.course}" in enrolments.${earlier} already; a learner takes a course once`,
            },
          ];
    const slips = [
      ...twice,
      ...datesOutOfOrder(enrolment),
      ...stateDenials(enrolment),
      ...gradeSlips(enrolment, fixture),
    ];
    return slips.map(({ member, message }) => ({ path: ['enrolments', position, member], message }));
  });
}

// Completion may be before or after the last view: a documented sample has it after.
const ORDER: readonly (readonly [Member, Member])[] = [
  ['enrolledAt', 'startedAt'],
  ['enrolledAt', 'lastViewedAt'],
  ['enrolledAt', 'firstPassedAt'],
  ['enrolledAt', 'completedAt'],
  ['startedAt', 'lastViewedAt'],
  ['startedAt', 'firstPassedAt'],
  ['startedAt', 'completedAt'],
  ['firstPassedAt', 'completedAt'],
];

function datesOutOfOrder(enrolment: EnrolmentFixture): readonly Slip[] {
  return ORDER.flatMap(([earlier, later]) => {
    const [before, after] = [enrolment[earlier], enrolment[later]];
    if (typeof before !== 'string' || typeof after !== 'string') return [];
    const isInOrder = (parseInstant(before) ?? 0) <= (parseInstant(after) ?? 0);
    return isInOrder
      ? []
      : [{ member: later, message: `${after} is before ${earlier} (${before}); it must be the same or later` }];
  });
}

const SIGNS_OF_ACTIVITY: readonly Member[] = [
  'progressRatio',
  'gradeRatio',
  'gradePoints',
  'attemptCount',
  'startedAt',
  'lastViewedAt',
  'firstPassedAt',
  'completedAt',
];

/** What the state, where it is said, rules out. */
function stateDenials(enrolment: EnrolmentFixture): readonly Slip[] {
  const { state } = enrolment;
  if (state === 'enrolled') {
    return SIGNS_OF_ACTIVITY.filter((member) => isSaid(enrolment[member])).map((member) => ({
      member,
      message: `state enrolled means never begun, so it has no ${member}; leave one of them out`,
    }));
  }
  const isOpen = state === 'in-progress' || state === 'withdrawn';
  return isOpen && enrolment.completedAt !== undefined
    ? [{ member: 'completedAt', message: `state ${state} means not completed; leave one of them out` }]
    : [];
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== 0;
}

function gradeSlips(
  { course: name, gradeRatio, gradePoints, attemptCount }: EnrolmentFixture,
  { courses }: SoundFixture,
): readonly Slip[] {
  const course = new Map(Object.entries(courses ?? {})).get(name);
  if (course === undefined || course === null) return [];
  const hasGrade = typeof gradeRatio === 'number' || gradePoints !== undefined;
  const member = gradePoints === undefined ? 'gradeRatio' : 'gradePoints';
  const slips: Slip[] = [];
  if (hasGrade && course.isScored === false)
    slips.push({ member, message: `the course "${name}" is not scored, so it has no grade` });
  if (gradePoints !== undefined && course.gradingScale !== 'zero-to-five') {
    slips.push({ member: 'gradePoints', message: `points need gradingScale: zero-to-five in the course "${name}"` });
  }
  if (gradePoints !== undefined && gradeRatio === null)
    slips.push({ member: 'gradePoints', message: 'gradeRatio is null, so there is no grade; leave one of them out' });
  if (hasGrade && attemptCount === 0)
    slips.push({ member: 'attemptCount', message: 'is 0, but there is a grade; it must be 1 or more' });
  return slips;
}
