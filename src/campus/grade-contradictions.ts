import type { CourseFixture, EnrolmentFixture } from './fixture.ts';
import { gradeRatioOf } from './grading.ts';
import { hasPassingGrade, impliedState, isOver } from './implied-state.ts';

/** One thing that is wrong with an enrolment. */
export interface Slip {
  readonly member: keyof EnrolmentFixture;
  readonly message: string;
}

/** What an enrolment says of its grade that can't be, or not in that course. */
export function gradeSlips(enrolment: EnrolmentFixture, course: CourseFixture): readonly Slip[] {
  const slips = course.isScored === false ? unscoredSlips(enrolment) : scoredSlips(enrolment, course);
  return [
    ...slips,
    ...pointSlips(enrolment, course),
    ...attemptSlips(enrolment, course),
    ...progressSlips(enrolment, course),
  ];
}

function unscoredSlips({ course, state, gradeRatio, gradePoints }: EnrolmentFixture): readonly Slip[] {
  const slips: Slip[] = [];
  if (typeof gradeRatio === 'number' || gradePoints !== undefined) {
    const member = gradePoints === undefined ? 'gradeRatio' : 'gradePoints';
    slips.push({ member, message: `the course "${course}" is not scored, so it has no grade` });
  }
  if (state === 'failed') {
    const message = `is failed, but the course "${course}" is not scored, so nobody fails it; it may be in-progress, passed or withdrawn`;
    slips.push({ member: 'state', message });
  }
  return slips;
}

/** Passed is exactly who has a grade that passes: that is how each API is told of it. */
function scoredSlips(enrolment: EnrolmentFixture, { passRatio }: CourseFixture): readonly Slip[] {
  const { course, state, gradeRatio, gradePoints } = enrolment;
  const passes = hasPassingGrade(enrolment, passRatio ?? 0);
  if (state === 'failed' && passRatio === 0 && passes === undefined)
    return [
      {
        member: 'state',
        message: `is failed, but in the course "${course}" any grade passes; raise its passRatio, which is 0`,
      },
    ];
  if (state === undefined || state === 'enrolled' || passes === undefined || passes === (state === 'passed')) return [];
  const outcome = passes ? 'passes' : 'fails';
  const other = passes ? 'passed' : 'failed';
  if (gradePoints !== undefined) {
    const range = passes ? '0' : '1 to 5';
    return [
      {
        member: 'gradePoints',
        message: `${gradePoints} ${outcome}, but state is ${state}; it must be ${range}, or state ${other}`,
      },
    ];
  }
  const range = passes ? 'below' : 'from';
  return [
    {
      member: 'gradeRatio',
      message: `${gradeRatio} ${outcome} the course "${course}", whose passRatio is ${passRatio}, but state is ${state}; it must be ${range} ${passRatio}${passes ? '' : ' up'}, or state ${other}, or the course's passRatio another`,
    },
  ];
}

function pointSlips(enrolment: EnrolmentFixture, { gradingScale, passRatio }: CourseFixture): readonly Slip[] {
  const { course, gradeRatio, gradePoints } = enrolment;
  if (gradePoints === undefined) return [];
  const slip = (message: string): readonly Slip[] => [{ member: 'gradePoints', message }];
  if (gradingScale !== 'zero-to-five') return slip(`points need gradingScale: zero-to-five in the course "${course}"`);
  if (gradeRatio === null) return slip('gradeRatio is null, so there is no grade; leave one of them out');
  if (passRatio === undefined) return [];
  if (gradeRatio === undefined) {
    return gradeRatioOf(gradePoints, { passRatio }) === undefined
      ? slip(
          `no grade earns ${gradePoints} where passRatio is ${passRatio}; change passRatio in the course "${course}"`,
        )
      : [];
  }
  // How many points a grade earns is the vendor's own affair; whether it passes is everyone's.
  return gradePoints > 0 === gradeRatio >= passRatio
    ? []
    : slip(
        `${gradePoints} ${gradePoints > 0 ? 'passes' : 'fails'}, but gradeRatio ${gradeRatio} doesn't where passRatio is ${passRatio}; leave one of them out`,
      );
}

function attemptSlips(enrolment: EnrolmentFixture, { isScored, passRatio = 0 }: CourseFixture): readonly Slip[] {
  const { gradeRatio, gradePoints, attemptCount } = enrolment;
  if (attemptCount === undefined) return [];
  const isTold = typeof gradeRatio === 'number' || gradePoints !== undefined;
  if (attemptCount === 0)
    return isTold ? [{ member: 'attemptCount', message: 'is 0, but there is a grade; it must be 1 or more' }] : [];
  const isDrawn = gradeRatio === undefined && isScored !== false && isOver(impliedState(enrolment, passRatio));
  if (isTold || isDrawn) return [];
  return [
    {
      member: 'attemptCount',
      message: `is ${attemptCount}, but there is no grade; leave it out, or say a gradeRatio`,
    },
  ];
}

function progressSlips(enrolment: EnrolmentFixture, { passRatio = 0 }: CourseFixture): readonly Slip[] {
  const state = impliedState(enrolment, passRatio);
  // Some progress is all that is sure: a documented sample is passed at 90.91 percent.
  return enrolment.progressRatio === 0 && isOver(state)
    ? [{ member: 'progressRatio', message: `is 0, but the course is over (${state}); it must be above 0, or left out` }]
    : [];
}
