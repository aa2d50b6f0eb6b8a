import type { EnrolmentFixture } from './fixture.ts';
import type { FixtureProblem } from './fixture-error.ts';
import type { SoundFixture } from './fixture-structure.ts';
import { gradeSlips } from './grade-contradictions.ts';
import type { Slip } from './grade-contradictions.ts';
import { parseInstant } from './instant.ts';

type Member = keyof EnrolmentFixture;

/** What an enrolment says that can't all be true. */
export function enrolmentProblems(fixture: SoundFixture): readonly FixtureProblem[] {
  const seen = new Map<string, number>();
  const courses = new Map(Object.entries(fixture.courses ?? {}));
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
    const course = courses.get(enrolment.course) ?? undefined;
    const slips = [
      ...twice,
      ...datesOutOfOrder(enrolment),
      ...stateDenials(enrolment),
      ...(course === undefined ? [] : gradeSlips(enrolment, course)),
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
    return SIGNS_OF_ACTIVITY.filter((member) => isSign(member, enrolment[member])).map((member) => ({
      member,
      message: `state enrolled means never begun, so it has no ${member}; leave one of them out`,
    }));
  }
  const isOpen = state === 'in-progress' || state === 'withdrawn';
  const slips: Slip[] = [];
  if (isOpen && enrolment.completedAt !== undefined)
    slips.push({ member: 'completedAt', message: `state ${state} means not completed; leave one of them out` });
  if (state === 'withdrawn' && enrolment.firstPassedAt !== undefined)
    slips.push({ member: 'firstPassedAt', message: 'state withdrawn means never passed; leave one of them out' });
  return slips;
}

/** No progress and no attempt are no signs; a grade of 0 is a grade. */
function isSign(member: Member, value: unknown): boolean {
  const isGrade = member === 'gradeRatio' || member === 'gradePoints';
  return value !== undefined && value !== null && (value !== 0 || isGrade);
}
