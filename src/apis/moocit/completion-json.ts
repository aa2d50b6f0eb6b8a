import type { Course } from '../../campus/course.ts';
import type { Enrolment } from '../../campus/enrolment.ts';
import type { Learner } from '../../campus/learner.ts';
import type { Walk } from '../../campus/walk.ts';
import { ratioText, toCompletion } from './projection.ts';
import type { MoocitChoices } from './variants.ts';

/**
 * The rows of `/completion` as JSON, each with a comma before it, as `JSON.stringify` writes what `toCompletion` makes.
 *
 * This is the longest list of all: everyone in every course. Neighbours are of one learner, and courses are few, so the
 * text of either is put together once; what is left of a row is its ratio.
 */
export function* completionsAsJson(enrolments: Walk<Enrolment>, choices: MoocitChoices): Generator<string> {
  const courseTexts: string[] = [];
  for (const batch of enrolments.batches()) {
    const text = textOf(batch, courseTexts, choices);
    // An empty batch is handed on, so that whoever writes gets to do something else.
    if (text !== '' || batch.length === 0) yield text;
  }
}

/** Not in the generator, which V8 optimises less well. */
function textOf(batch: readonly Enrolment[], courseTexts: string[], choices: MoocitChoices): string {
  let text = '';
  let learner: Learner | undefined;
  let learnerText = '';
  for (const enrolment of batch) {
    if (enrolment.isWithdrawn) continue;
    if (enrolment.as !== undefined) {
      text += `,${JSON.stringify(toCompletion(enrolment, choices))}`;
      continue;
    }
    if (enrolment.learner !== learner) {
      ({ learner } = enrolment);
      learnerText = textOfLearner(learner);
    }
    const { course, progressRatio } = enrolment;
    const courseText = (courseTexts[course.index] ??= textOfCourse(course));
    text += learnerText + courseText + ratioText(progressRatio, choices) + '"}';
  }
  return text;
}

/** Neither a user name nor an e-mail has a character that JSON escapes: the schema of the fixtures says so. */
function textOfLearner({ username, email }: Learner): string {
  return `,{"username":"${username}","email":"${email}","course_id":`;
}

function textOfCourse({ key }: Course): string {
  return `${JSON.stringify(key)},"completion":"`;
}
