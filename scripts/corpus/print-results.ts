import { relative } from 'node:path';

import { COUNTED, noCounts } from './try-document.ts';
import type { DocumentResult } from './try-document.ts';

/**
 * Prints the results as text or as JSON.
 *
 * @returns whether all checks passed.
 */
export function printResults(results: readonly DocumentResult[], asJson: boolean): boolean {
  const total = noCounts();
  for (const { counts } of results) for (const key of COUNTED) total[key] += counts[key];
  const isFine =
    total.loaded === results.length &&
    total.validRefused + total.invalidAccepted + total.failed === 0 &&
    total.offSchema === total.offSchemaByExample;
  if (asJson) {
    console.log(JSON.stringify({ documents: results.length, total, isFine, results }, undefined, 1));
    return isFine;
  }
  for (const { file, findings } of results) {
    for (const { kind, operation, reason } of findings)
      console.log([relative('.', file), kind, operation, reason].filter((each) => each !== undefined).join(' · '));
  }
  const [only] = results.length === 1 ? results : [];
  if (only?.cost !== undefined) {
    const { readMs, firstMs, laterMs, memoryMb } = only.cost;
    console.log(`
read at start             ${readMs} ms
first requests, median    ${firstMs} ms
later requests, median    ${laterMs} ms
memory of the process     ${memoryMb} MB`);
  }
  console.log(`
documents loaded          ${total.loaded} of ${results.length}
operations                ${total.operations}
  valid requests made     ${total.validSent}
  answered                ${total.answered}
  nothing to answer with  ${total.nothingToAnswerWith}
  valid requests refused  ${total.validRefused}
  failed                  ${total.failed}
invalid requests accepted ${total.invalidAccepted} of ${total.invalidSent}
replies judged            ${total.repliesJudged}
  off their schema        ${total.offSchema}, of these ${total.offSchemaByExample} by an example of the document, ${total.offSchemaMarked} marked with x-lms-mock-note
  not judged              ${total.unjudged}`);
  return isFine;
}
