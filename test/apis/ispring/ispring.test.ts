import request from 'supertest';
import type { Response } from 'supertest';
import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';

const mock = createMock({ learners: 400, courses: 4 });
const owner = {
  'X-Auth-Account-Url': 'http://myaccount.ispringlearn.com',
  'X-Auth-Email': 'email@email.com',
  'X-Auth-Password': 'password',
};

function get(id: string, headers: Readonly<Record<string, string>> = owner): Promise<Response> {
  return request(mock.app).get(`/content/${id}/final_statuses`).set(headers).buffer(true);
}

const contentIds = mock.campus.idSpace('ispring.contentId', { of: 'course', format: 'uuid' });
const seededContent = contentIds.idOf(mock.campus.courseCount - 1);

test('answers the documented statuses in XML', async () => {
  const response = await get('123');
  expect([response.status, response.type]).toEqual([200, 'application/xml']);
  expect(response.text).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><statuses>' +
      '<status><userId>28199714-a7e4-11e9-bcd3-4289493f2b99</userId><status>Passed</status><progress>90.91</progress>' +
      '<completionDate>2019-10-26T12:35:10+00:00</completionDate><lastViewDate>2019-10-26T12:33:21+00:00</lastViewDate></status>' +
      '<status><userId>2820942e-a7e4-11e9-abaa-4289493f2b99</userId><status>In progress</status><progress>20</progress>' +
      '<lastViewDate>2019-10-23T14:14:13+00:00</lastViewDate></status></statuses>',
  );
});

test('answers the same in JSON where Accept asks for it', async () => {
  const response = await get('123', { ...owner, Accept: 'application/json' });
  expect(response.type).toBe('application/json');
  expect(response.body).toEqual([
    {
      userId: '28199714-a7e4-11e9-bcd3-4289493f2b99',
      status: 'Passed',
      progress: 90.91,
      completionDate: '2019-10-26T12:35:10+00:00',
      lastViewDate: '2019-10-26T12:33:21+00:00',
    },
    {
      userId: '2820942e-a7e4-11e9-abaa-4289493f2b99',
      status: 'In progress',
      progress: 20,
      lastViewDate: '2019-10-23T14:14:13+00:00',
    },
  ]);
});

test('leaves out absent members, and never sends them empty', async () => {
  const [{ text }, { body }] = await Promise.all([
    get(seededContent),
    get(seededContent, { ...owner, Accept: 'application/json' }),
  ]);
  expect(text).not.toMatch(/<[A-Za-z]+\/>|<([A-Za-z]+)><\/\1>/);
  const states = new Set(body.map(({ status }: { status: string }) => status));
  expect(states.has('Not started')).toBe(true);
  for (const { status, lastViewDate, completionDate } of body) {
    expect(lastViewDate === undefined, status).toBe(status === 'Not started');
    expect(completionDate === undefined, status).toBe(!['Passed', 'Complete', 'Failed'].includes(status));
  }
});

test('shows each role only the learners that it may see', async () => {
  const rowsOf = async (login: string): Promise<string[]> => {
    const { status, body } = await get(seededContent, { ...owner, 'X-Auth-Email': login, Accept: 'application/json' });
    expect(status).toBe(200);
    return body.map((row: unknown) => JSON.stringify(row));
  };
  const all = await rowsOf('email@email.com');
  expect(await rowsOf('admin@email.com')).toEqual(all);
  for (const login of ['department@email.com', 'publisher@email.com', 'custom@email.com']) {
    const some = await rowsOf(login);
    expect(some.length, login).toBeLessThan(all.length);
    expect(some.length, login).toBeGreaterThan(0);
    expect(all).toEqual(expect.arrayContaining(some));
  }
});

test('a role that manages no learner of a course gets an empty list', async () => {
  const { status, text } = await get('123', { ...owner, 'X-Auth-Email': 'custom@email.com' });
  expect(status).toBe(200);
  expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?><statuses(\/>|>)/);
});

test.for([
  { title: 'no credentials', headers: {}, want: [401, 'Unauthorized'] },
  { title: 'a wrong password', headers: { ...owner, 'X-Auth-Password': 'x' }, want: [401, 'Unauthorized'] },
  { title: 'an unknown login', headers: { ...owner, 'X-Auth-Email': 'x@x.x' }, want: [401, 'Unauthorized'] },
  {
    title: 'another account',
    headers: { ...owner, 'X-Auth-Account-Url': 'http://other.ispringlearn.com' },
    want: [401, 'Unauthorized'],
  },
  { title: 'a learner', headers: { ...owner, 'X-Auth-Email': 'learner@email.com' }, want: [403, 'Permission denied'] },
] as const)('refuses $title, in XML and in JSON', async ({ headers, want: [code, message] }) => {
  const xml = await get('123', headers);
  expect([xml.status, xml.text]).toEqual([
    code,
    `<?xml version="1.0" encoding="UTF-8"?><response><code>${code}</code><message>${message}</message></response>`,
  ]);
  const json = await get('123', { ...headers, Accept: 'application/json' });
  expect([json.status, json.body]).toEqual([code, { code, message }]);
});

test('refuses an unknown content item in plain text, whatever is accepted', async () => {
  for (const accept of ['*/*', 'application/xml', 'application/json']) {
    const response = await get('999999999', { ...owner, Accept: accept });
    expect([response.status, response.type, response.text]).toEqual([404, 'text/plain', 'Unknown content item']);
  }
});

test.for([
  'https://myaccount.ispringlearn.com',
  'http://myaccount.ispringlearn.com/',
  'myaccount.ispringlearn.com',
  'HTTP://MyAccount.iSpringLearn.com',
])('takes the account written as %s', async (url) => {
  expect((await get('123', { ...owner, 'X-Auth-Account-Url': url })).status).toBe(200);
});
