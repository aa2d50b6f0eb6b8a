import { test } from 'vitest';

import { reportFormats } from '../../../src/inspect/report/formats/formats.ts';
import type { ReportFormatName } from '../../../src/inspect/report/formats/formats.ts';
import { fullReport } from './examples.ts';

const names: readonly ReportFormatName[] = ['text', 'markdown', 'junit', 'ctrf'];

test.for(names)('%s is unchanged', (name, { expect }) => {
  const lineOf = (_: string, pointer: string): number => pointer.length;
  expect(reportFormats[name].format(fullReport, { lineOf, minCoverage: 80 })).toMatchSnapshot();
});
