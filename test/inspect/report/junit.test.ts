import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';

import { formatJunit } from '../../../src/inspect/report/formats/format-junit.ts';
import { root } from '../../support/processes/server-process.ts';
import { fullReport } from './examples.ts';
import { reportOptions, reports } from './generate-reports.ts';

/** The schema of JUnit files for Jenkins, from the package junit-processor. */
const schema = readFile(join(root, 'node_modules/junit-processor/schemas/jenkins-junit.xsd'), 'utf8');

test('JUnit XML is valid for the schema of Jenkins', async () => {
  const generated = fc.sample(fc.tuple(reports, reportOptions), { numRuns: 50, seed: 1 });
  const texts = [formatJunit(fullReport), ...generated.map(([report, options]) => formatJunit(report, options))];
  expect(texts.join('')).toContain('<skipped>No request was made.</skipped>');
  const files = texts.map((contents, index) => ({ fileName: `report-${index}.xml`, contents }));
  expect(await validateXML({ xml: files, schema: await schema })).toMatchObject({ valid: true, errors: [] });
});
