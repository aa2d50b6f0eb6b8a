import request from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';
import { testVariants } from '../../support/cases/variant-cases.ts';

const mock = createMock({ learners: 60, courses: 5 });
const path = '/unified/lms/completions/123456';
const timestamp = '2026-09-01T09:00:00.000Z';
const narrowed = `${path}?fields=result`;
const result = { value: 'Pass', source_value: '<string>' };
const raw = {
  method: 'GET',
  url: 'https://provider.example/api/completions/8187e5da-dc77-475e-9949-af0f1fa4e4e3',
  body: null,
  response: { id: '8187e5da-dc77-475e-9949-af0f1fa4e4e3', status: 'passed' },
};
const badRequest = { status: 400, body: { statusCode: 400, message: 'Missing header: x-account-id', timestamp } };
const forbidden = { status: 403, body: { statusCode: 403, message: 'Forbidden resource', timestamp } };
const withoutRaw = { status: 200, body: { data: { result } } };

testVariants(mock, 'stackone', [
  {
    choices: 'accept=honoured',
    path: narrowed,
    headers: { accept: 'image/png' },
    byDefault: { status: 200, type: 'application/json' },
    want: { status: 406, type: 'application/json' },
  },
  {
    choices: 'vintage=2025-12',
    path: `${path}?fields=time_spent,certificate_url,score`,
    byDefault: { status: 200, body: { data: {} } },
    want: {
      status: 200,
      body: {
        data: {
          time_spent: 'PT0H0M',
          certificate_url: 'https://provider.example/certificates/8187e5da-dc77-475e-9949-af0f1fa4e4e3',
          score: { percentage: 88, raw_value: '88 / 100' },
        },
      },
    },
  },
  {
    choices: 'missing-account=forbidden',
    path,
    headers: { 'x-account-id': '' },
    byDefault: badRequest,
    want: forbidden,
  },
  {
    choices: 'missing-account=not-found',
    path,
    headers: { 'x-account-id': '' },
    byDefault: badRequest,
    want: { status: 404, body: { statusCode: 404, message: 'Not Found', timestamp } },
  },
  {
    choices: 'raw=null',
    path: narrowed,
    byDefault: withoutRaw,
    want: { status: 200, body: { data: { result }, raw: null } },
  },
  {
    choices: 'raw=empty',
    path: narrowed,
    byDefault: withoutRaw,
    want: { status: 200, body: { data: { result }, raw: [] } },
  },
  {
    choices: 'raw=filled',
    path: narrowed,
    byDefault: withoutRaw,
    want: { status: 200, body: { data: { result }, raw: [raw] } },
  },
  {
    choices: 'bare-key=refused',
    path,
    headers: { authorization: `Basic ${btoa('stackone-api-key')}` },
    byDefault: { status: 200 },
    want: { status: 401 },
  },
  {
    choices: 'fields=with-id',
    path: narrowed,
    byDefault: withoutRaw,
    want: { status: 200, body: { data: { id: '123456', result } } },
  },
  { choices: 'user-agent=wanted', path, byDefault: { status: 200 }, want: forbidden },
]);

test('a caller with a User-Agent is accepted, and raw is sent with any choice of the variant', async () => {
  const other = createMock({ learners: 0, variants: { stackone: { 'user-agent': 'wanted', raw: 'empty' } } });
  const response = await request(other.app)
    .get(`${narrowed}&raw=true`)
    .set({ ...other.apis.stackone.personas.integrator.headers, 'User-Agent': 'test/1' });
  expect([response.status, response.body]).toEqual([200, { data: { result }, raw: [raw] }]);
});

test('the fields of December are added after those of March, which do not change', async () => {
  const ids = mock.campus.idSpace('stackone.completionId', { of: 'enrolment', format: 'digits' });
  const session = mock.session();
  session.setVariants({ stackone: { vintage: '2025-12' } });
  const headers = { ...mock.apis.stackone.personas.integrator.headers };
  const seen = { score: 0, certificates: 0, none: 0 };
  for (const enrolment of mock.campus.enrolments()) {
    if (enrolment.completedAt === undefined || enrolment.as !== undefined) continue;
    const target = `/unified/lms/completions/${ids.idOf(enrolment.index)}`;
    const [march, december] = await Promise.all([
      request(mock.app).get(`/stackone${target}`).set(headers),
      request(mock.app).get(`${session.apis.stackone.path}${target}`).set(headers),
    ]);
    const { time_spent, certificate_url, score, ...others } = december.body.data;
    expect(others).toEqual(march.body.data);
    expect(time_spent ?? 'PT0H0M').toMatch(/^PT\d+H\d{1,2}M$/);
    expect(certificate_url === null).toBe(enrolment.state === 'failed');
    expect(score?.percentage ?? null).toBe(
      enrolment.gradeRatio === null ? null : Math.round(enrolment.gradeRatio * 100),
    );
    seen.score += score === null ? 0 : 1;
    seen.certificates += certificate_url === null ? 0 : 1;
    seen.none += certificate_url === null ? 1 : 0;
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
});
