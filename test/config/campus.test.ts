import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { expect, test } from 'vitest';

import { FileError } from '../../src/config/yaml/yaml-file.ts';
import { readCampus } from '../../src/config/campus.ts';
import { DEFAULT_OPTIONS } from '../../src/config/options.ts';
import { createMock } from '../support/create-mock.ts';

const learner = (username: string): string =>
  JSON.stringify({ learners: { own: { givenName: 'Own', familyName: 'Learner', username } } });

test('mocks with the same options and fixtures share the campus, and others do not', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'campus-'));
  const write = (username: string): void => writeFileSync(join(folder.path, 'campus.yaml'), learner(username));
  const read = (more: object = {}) => readCampus({ ...DEFAULT_OPTIONS, fixtures: folder.path, ...more });
  write('first');
  const first = read();
  expect(read()).toBe(first);
  expect(read({ seed: 2 }).campus.learner(20).username).not.toBe(first.campus.learner(20).username);
  // The text is as long as the first one.
  write('other');
  const other = read();
  expect(other.campus.learnerByUsername('first')).toBeUndefined();
  expect(other.campus.learnerByUsername('other')?.fullName).toBe('Own Learner');
  expect(() => read({ fixtures: join(folder.path, 'missing') })).toThrow(FileError);
});

test('mocks that share the campus do not see what clients of another one write', async () => {
  const options = { learners: 30, courses: 4 };
  const [one, other] = [createMock(options), createMock(options)];
  const path = '/stackone/unified/lms/users/c28xyrc55866bvuv/completions';
  const { integrator } = one.apis.stackone.personas;
  const countOf = async ({ app }: typeof one): Promise<number> =>
    (await request(app).get(path).set(integrator.headers)).body.data.length;
  const before = await countOf(one);
  const completion = { learning_object_external_reference: 'introduction-to-programming', result: { value: 'Pass' } };
  const created = await request(one.app).post(path).set(integrator.headers).send(completion);
  expect(created.status).toBe(201);
  one.session('default').advance({ days: 30 });
  expect([await countOf(one), await countOf(other)]).toEqual([before + 1, before]);
});
