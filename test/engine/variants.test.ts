import request from 'supertest';
import { expect, expectTypeOf, test } from 'vitest';

import { OptionError } from '../../src/index.ts';
import type { VariantSettings } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';

const mock = createMock({ learners: 20, courses: 2 });
const local = { Host: '127.0.0.1:4010' };
const nobody = '/api/so2/v1/completion?username=nobody';

async function answer(base: string, from = mock): Promise<string> {
  const response = await request(from.app).get(`${base}${nobody}`).set({ Authorization: 'Bearer moocit-admin-token' });
  return `${response.status} ${response.text}`;
}

const empty = '200 []';
const notFound = '404 {"detail":"Not found."}';
const unknownUser =
  '404 {"developer_message":"The user matching the requested username does not exist.","error_code":"user_does_not_exist"}';

test('the types list the variants and their choices', () => {
  type Moocit = NonNullable<VariantSettings['moocit']>;
  expectTypeOf<Moocit['no-match']>().toEqualTypeOf<'empty' | 'not-found' | undefined>();
  expectTypeOf<{ helsinki: { 'no-rows': 'brackets' } }>().not.toExtend<VariantSettings>();
});

test('sessions with different variants at once never see each other', async () => {
  const readings: readonly (readonly [VariantSettings, string])[] = [
    [{}, empty],
    [{ moocit: { 'no-match': 'not-found' } }, notFound],
    [{ moocit: { 'no-match': 'not-found', 'error-family': 'developer-message' } }, unknownUser],
  ];
  const sessions = Array.from({ length: 150 }, (_, index) => {
    const [settings, want] = readings[index % readings.length] ?? [{}, empty];
    const session = mock.session();
    session.setVariants(settings);
    return { session, want };
  });
  const got = await Promise.all(sessions.map(({ session }) => answer(session.apis.moocit.path)));
  expect(got).toEqual(sessions.map(({ want }) => want));
  expect(await answer('')).toBe(empty);
});

test('more combinations of variants than the cache holds are still answered', async () => {
  const { choices = {}, variants = [] } = mock.services.find((one) => one.name === 'ispring') ?? {};
  const sessions = Array.from({ length: 80 }, (_, index) => {
    const ofApi = variants.slice(0, 7).map(({ name, choices: all }, bit) => [name, all[(index >> bit) % 2]?.name]);
    const session = mock.session();
    session.setVariants({ ispring: Object.fromEntries(ofApi) });
    session.advance({ days: index % 3 });
    return session;
  });
  const bodies = async (): Promise<readonly string[]> =>
    Promise.all(
      sessions.map(async ({ apis }) => {
        const { personas, path } = apis.ispring;
        const response = await request(mock.app)
          .get(`${path}/content/123/final_statuses`)
          .set({ ...personas.owner.headers });
        return `${response.status} ${response.text}`;
      }),
    );
  expect(Object.keys(choices)).toEqual(variants.map(({ name }) => name));
  expect(await bodies()).toEqual(await bodies());
});

test('setting one variant keeps the others, and a reset restores all', async () => {
  const own = createMock({ learners: 0, variants: { moocit: { 'no-match': 'not-found' } } });
  const session = own.session();
  expect(await answer(session.apis.moocit.path, own)).toBe(notFound);
  session.setVariants({ moocit: { 'error-family': 'developer-message' } });
  expect(await answer(session.apis.moocit.path, own)).toBe(unknownUser);
  expect(session.variants['moocit']).toMatchObject({ 'no-match': 'not-found', 'list-form': 'array' });
  session.setVariants({ moocit: { 'no-match': 'empty' } });
  expect(await answer(session.apis.moocit.path, own)).toBe(empty);
  session.reset();
  expect(await answer(session.apis.moocit.path, own)).toBe(notFound);
  expect(session.variants['moocit']?.['error-family']).toBe('plain');
});

test('the showcase requests of a session match its variants', async () => {
  const session = mock.session();
  session.setVariants({ ispring: { credentials: 'token' } });
  expect(session.apis.ispring.personas.owner.headers).toEqual({ authorization: 'Bearer ispring-owner-token' });
  expect(mock.apis.ispring.personas.owner.headers).toHaveProperty('x-auth-password');
});

test('the control API lists the variants, and sets those of a session', async () => {
  const get = async (path: string): Promise<unknown> => (await request(mock.app).get(`/__mock${path}`).set(local)).body;
  const listed = Object(await get('/variants'));
  expect(Object.keys(listed)).toEqual(['moocit', 'stackone', 'ispring', 'helsinki']);
  expect(listed.moocit).toContainEqual(expect.objectContaining({ name: 'error-family', default: 'plain' }));

  const set = await request(mock.app)
    .post('/__mock/sessions/controlled/variants')
    .set(local)
    .send({ moocit: { 'no-match': 'not-found' }, helsinki: { 'no-rows': 'bracket' } });
  expect(set.status).toBe(200);
  expect(await get('/sessions/controlled/variants')).toMatchObject({
    moocit: { 'no-match': 'not-found', 'error-family': 'plain' },
    helsinki: { 'no-rows': 'bracket' },
  });
  expect(await answer('/sessions/controlled')).toBe(notFound);
  await request(mock.app).post('/__mock/sessions/controlled/reset').set(local).send({});
  expect(await answer('/sessions/controlled')).toBe(empty);
  expect((await request(mock.app).get('/__mock/sessions/no-such/variants').set(local)).status).toBe(404);
});

const REFUSED: readonly { readonly body: object; readonly want: RegExp }[] = [
  {
    body: { moodle: {} },
    want: /variants must be a variant of one of the APIs moocit, stackone, ispring, helsinki, got "moodle"/,
  },
  {
    body: { moodle: { a: 'b' } },
    want: /variants must be a variant of one of the APIs moocit, stackone, ispring, helsinki, got "moodle"/,
  },
  {
    body: { moocit: { family: 'plain' } },
    want: /variants of moocit must be one of the variants error-family, .*, got "family"/,
  },
  {
    body: { moocit: { 'no-match': '404' } },
    want: /variants moocit\.no-match must be one of empty, not-found, got "404"/,
  },
  { body: { moocit: { 'no-match': 1 } }, want: /^body\/moocit\/no-match: must be string, got 1/ },
  { body: { moocit: 'no-match' }, want: /^body\/moocit: must be object, got "no-match"/ },
  { body: ['moocit.no-match'], want: /^body: must be object/ },
  { body: { moocit: { ['__proto__']: 'x', constructor: 'y' } }, want: /must be one of the variants/ },
  {
    body: { helsinki: { 'no-rows': 'bracket' }, moocit: { 'no-match': 'x' } },
    want: /moocit\.no-match must be one of/,
  },
];

test.for(REFUSED)('refuses the variants $body, and changes nothing', async ({ body, want }) => {
  const session = mock.session();
  const before = session.variants;
  const response = await request(mock.app).post(`/__mock/sessions/${session.id}/variants`).set(local).send(body);
  expect(response.body.detail).toMatch(want);
  expect(response.status).toBe(400);
  expect(session.variants).toEqual(before);
});

test('a variant of an API that is not served is refused in a session, and accepted as an option', () => {
  const some = createMock({ learners: 0, apis: ['ispring'], variants: { moocit: { 'no-match': 'not-found' } } });
  expect(() => some.session().setVariants({ moocit: { 'no-match': 'empty' } })).toThrow(
    'The API of variants must be one of those that are served (ispring), got "moocit".',
  );
});

test.for([
  {
    variants: { moocit: { 'no-match': 'x' } },
    want: 'variants moocit.no-match must be one of empty, not-found, got "x".',
  },
  { variants: 'moocit.no-match', want: 'variants must be variants as api.name=choice, such as' },
  { variants: 7, want: 'variants must be variants as api.name=choice, such as' },
  {
    variants: ['moocit.no-match=empty', 'moocit.no-match=not-found'],
    want: 'variants moocit.no-match must be chosen once, got "not-found".',
  },
])('a mock with the variants $variants is refused', ({ variants, want }) => {
  expect(() => Reflect.apply(createMock, undefined, [{ variants }])).toThrow(OptionError);
  expect(() => Reflect.apply(createMock, undefined, [{ variants }])).toThrow(want);
});
