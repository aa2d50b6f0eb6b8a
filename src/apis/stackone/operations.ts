import type { Campus } from '../../campus/campus.ts';
import type { Handlers, Persona } from '../../engine/api.ts';
import type { StackOneOperations } from './contract-types.ts';
import { createIds } from './ids.ts';
import { createAnswers } from './operations/answers.ts';
import { createAssignmentOperations } from './operations/assignments.ts';
import { createAssignmentWrites } from './operations/assignment-writes.ts';
import { createCatalogueOperations } from './operations/catalogue.ts';
import { createCompletionOperations } from './operations/completions.ts';
import { createCompletionWrites } from './operations/completion-writes.ts';
import { createUserOperations } from './operations/users.ts';
import type { StackOneChoices } from './variants.ts';

export function createOperations(campus: Campus, choices: StackOneChoices): Handlers<Persona, StackOneOperations> {
  const ids = createIds(campus);
  const answers = createAnswers(choices);
  return {
    ...createCompletionOperations(campus, ids, answers, choices),
    ...createCompletionWrites(campus, ids),
    ...createUserOperations(campus, ids, answers),
    ...createCatalogueOperations(campus, ids, answers),
    ...createAssignmentOperations(campus, ids, answers),
    ...createAssignmentWrites(campus, ids),
  };
}

/** Maximum number of batches that are searched for a completion: at most a tenth of a second. */
const SHOWCASE_BATCHES = 64;

/** The documented completion. If the samples are left out, the first one, unless the search takes too long. */
export function showcaseId(campus: Campus): string {
  const ids = createIds(campus).completion;
  const documented = '123456';
  if (ids.indexOf(documented) !== undefined) return documented;
  let batches = 0;
  for (const batch of campus.enrolments().batches()) {
    const completed = batch.find(({ completedAt }) => completedAt !== undefined);
    if (completed !== undefined) return ids.idOf(completed.index);
    batches += 1;
    if (batches === SHOWCASE_BATCHES) break;
  }
  return documented;
}
