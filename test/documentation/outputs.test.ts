import { Ajv2020 } from 'ajv/dist/2020.js';
import request from 'supertest';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { openContract } from '../../src/config/contracts.ts';
import { validateReply } from '../../src/engine/reply/validate-reply.ts';
import reportSchema from '../../src/inspect/report/report.schema.json' with { type: 'json' };
import { createMock } from '../support/create-mock.ts';
import { blocks } from './pages.ts';

function blockOf(page: string, begin: string): string {
  return blocks.find(({ path, text }) => path === page && text.startsWith(begin))?.text ?? '';
}

test('a reply that breaks its contract is reported as in docs/architecture.md', async () => {
  const mock = createMock({ learners: 0 });
  const admin = mock.apis.moocit.personas.admin.headers;
  const { body, headers } = await request(mock.app).get('/api/so2/v1/grades').set(admin);
  const rows = [0, 1, 2, 3].map((index) => ({ ...body[0], ...(index === 3 ? { last_date: 'soon' } : {}) }));
  const named = Object.entries(headers).map(([name, value]) => [
    name.replaceAll(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase()),
    value,
  ]);
  const reply = { status: 200, headers: Object.fromEntries(named), body: JSON.stringify(rows), isStreamed: false };
  const responses = openContract('moocit').use(({ operations }) => operations.get('listGrades')?.responses);
  if (responses === undefined) throw new Error('there is no listGrades');
  expect(() => validateReply(responses, reply, 'listGrades')).toThrow(
    expect.objectContaining({ message: blockOf('docs/architecture.md', 'The reply 200') }),
  );
});

test('the configuration in docs/configuration.md is valid', () => {
  const mock = createMock(parse(blockOf('docs/configuration.md', '# lms-mock.config.yaml')));
  expect(mock.campus.summary()).toMatchObject({ learners: 1000 });
});

test('the report in docs/reports.md conforms to its schema', () => {
  const validate = new Ajv2020({ strict: true }).compile(Object(reportSchema));
  expect(validate(JSON.parse(blockOf('docs/reports.md', '{'))), JSON.stringify(validate.errors)).toBe(true);
});
