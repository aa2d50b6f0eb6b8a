import type { Course } from '../../campus/course.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import type { Learner } from '../../campus/learner.ts';
import type { Walk } from '../../campus/walk.ts';
import { ratioText, rememberedByRatio, toCompletion } from './projection.ts';
import type { MoocitChoices } from './variants.ts';

/**
 * Writes the rows of `/completion` as JSON, each with a comma before it, as `JSON.stringify` writes what `toCompletion`
 * makes of an enrolment.
 *
 * This is the longest list of all: everyone in every course. Neighbours are of one learner, and courses and ratios are
 * few, so the text of each is put together once.
 */
export function createCompletionWriter(
  courseCount: number,
  choices: MoocitChoices,
): (enrolments: Walk<Enrolment>) => Generator<string> {
  const endOf = ENDS[choices.decimals];
  // Its length at once: V8 makes a hash table of an array that is filled from its far end.
  const middles = Array.from<string | undefined>({ length: courseCount });

  function textOf(batch: readonly Enrolment[]): string {
    let text = '';
    let learner: Learner | undefined;
    let beginning = '';
    for (const enrolment of batch) {
      if (enrolment.isWithdrawn) continue;
      if (enrolment.as !== undefined) {
        text += `,${JSON.stringify(toCompletion(enrolment, choices))}`;
        continue;
      }
      if (enrolment.learner !== learner) {
        ({ learner } = enrolment);
        beginning = beginningOf(learner);
      }
      const { course, progressRatio } = enrolment;
      text += beginning + (middles[course.index] ??= middleOf(course)) + endOf(progressRatio);
    }
    return text;
  }

  return function* write(enrolments) {
    for (const batch of enrolments.batches()) {
      const text = textOf(batch);
      if (text !== '') yield text;
    }
  };
}

/** Neither a user name nor an e-mail has a character that JSON escapes: the schema of the fixtures says so. */
function beginningOf({ username, email }: Learner): string {
  // Not as a template, which V8 makes slower code of.
  return ',{"username":"' + username + '","email":"' + email + '","course_id":';
}

function middleOf({ key }: Course): string {
  return `${JSON.stringify(key)},"completion":"`;
}

const ENDS = {
  two: rememberedByRatio((ratio) => `${ratioText(ratio, 'two')}"}`),
  shortest: rememberedByRatio((ratio) => `${ratioText(ratio, 'shortest')}"}`),
};
