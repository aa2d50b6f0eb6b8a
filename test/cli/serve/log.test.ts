import request from 'supertest';
import { expect, test } from 'vitest';

import { formatJson, formatPretty } from '../../../src/cli/serve/log.ts';
import type { ExchangeSummary } from '../../../src/server/app.ts';
import { createMock } from '../../support/create-mock.ts';

/** Each character sets a direction, ends a line, controls the terminal, or is invisible. */
const HOSTILE = ['\u202E', '\u2066', '\u061C', '\u2028', '\u009B', '\u007F', '\uFEFF', '\n', '\u001B'];

test('text of a client does not change the output of a terminal', async () => {
  const summaries: ExchangeSummary[] = [];
  const mock = createMock({ learners: 0, onExchange: (summary) => summaries.push(summary) });
  const name = `a${HOSTILE.join('')}b`;
  await request(mock.app).get(`/moocit/api/so2/v1/completion?${encodeURIComponent(name)}=1`);
  const [summary] = summaries;
  if (summary === undefined) throw new Error('no exchange was reported');
  expect(summary.exchange?.violations.map(({ location }) => location)).toContain(`query.${name}`);
  const time = new Date(Date.UTC(2026, 0, 2, 3, 4, 5));
  const lines = [formatPretty(summary), formatJson(summary, { time })];
  for (const character of HOSTILE.filter((each) => each !== '\n'))
    for (const line of lines) expect(line).not.toContain(character);
  expect(lines[1]).not.toContain('\n');
  const logged: unknown = JSON.parse(lines[1] ?? '');
  expect(logged).toMatchObject({
    time: '2026-01-02T03:04:05.000Z',
    violations: expect.arrayContaining([expect.objectContaining({ location: `query.${name}` })]),
  });
});
