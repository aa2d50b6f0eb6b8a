import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Campus } from '../../../src/campus/campus.ts';
import type { IdSpacePurpose } from '../../../src/campus/ids/id-spaces.ts';
import { NO_PINNED_FACTS } from '../../../src/campus/pinned/pinned-facts.ts';
import { BUILT_IN_FACTS, FEW_RUNS, anyCampus, campusWith, upTo } from '../support.ts';

const SHAPES = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  digits: /^[1-9]\d{14}$/,
  key: /^[0-9a-z]{16}$/,
} as const;
const anyPurpose: fc.Arbitrary<IdSpacePurpose> = fc.record({
  of: fc.constantFrom('learner', 'course', 'enrolment', 'department'),
  format: fc.constantFrom('uuid', 'digits', 'key'),
});

/** The indexes of all entities of a kind, at any time. */
function indexesOf(campus: Campus, kind: IdSpacePurpose['of']): readonly number[] {
  const late = campus.at(Number.MAX_SAFE_INTEGER);
  switch (kind) {
    case 'learner':
      return upTo(campus.learnerCount);
    case 'course':
      return upTo(campus.courseCount);
    case 'department':
      return upTo(campus.departmentCount);
    case 'enrolment':
      return Array.from(late.enrolments(), ({ index }) => index);
  }
}

test('every id is found by its index and has the form of its space', () => {
  fc.assert(
    fc.property(anyCampus, anyPurpose, (campus, purpose) => {
      const space = campus.idSpace('any.space', purpose);
      const indexes = indexesOf(campus, purpose.of);
      const ids = indexes.map(space.idOf);
      expect(ids.map(space.indexOf)).toEqual(indexes);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(SHAPES[purpose.format]);
    }),
    FEW_RUNS,
  );
});

test('an id that was never generated is unknown', () => {
  const anyId = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.uuid(),
    fc.integer({ min: 0 }).map(String),
    fc.stringMatching(/^[1-9]\d{14}$/),
    fc.stringMatching(/^[0-9a-z]{16}$/),
  );
  fc.assert(
    fc.property(anyCampus, anyPurpose, anyId, (campus, purpose, id) => {
      expect(campus.idSpace('any.space', purpose).indexOf(id)).toBeUndefined();
    }),
    FEW_RUNS,
  );
});

test('an id with any one character changed is unknown', () => {
  const campus = campusWith({ learners: 10_000_000 });
  for (const format of ['uuid', 'digits', 'key'] as const) {
    const { idOf, indexOf } = campus.idSpace(`space.${format}`, { of: 'learner', format });
    const id = idOf(4_711);
    for (const position of upTo(id.length).filter((at) => id[at] !== '-')) {
      const other = id[position] === '3' ? '4' : '3';
      expect(indexOf(id.slice(0, position) + other + id.slice(position + 1))).toBeUndefined();
    }
  }
});

test('the id of a learner is unknown in a smaller campus without that learner', () => {
  const [large, small] = [campusWith({ learners: 1_000 }), campusWith({ learners: 10 })];
  for (const format of ['uuid', 'digits', 'key'] as const) {
    const name = `space.${format}`;
    const id = large.idSpace(name, { of: 'learner', format }).idOf(10);
    expect(large.idSpace(name, { of: 'learner', format }).indexOf(id)).toBe(10);
    expect(small.idSpace(name, { of: 'learner', format }).indexOf(id)).toBeUndefined();
  }
});

test('the id of a slot without an enrolment is unknown', () => {
  const campus = campusWith();
  const { idOf, indexOf } = campus.idSpace('completions', { of: 'enrolment', format: 'uuid' });
  const taken = new Set(indexesOf(campus, 'enrolment'));
  const gaps = upTo(1_200).filter((index) => !taken.has(index));
  expect(gaps.length).toBeGreaterThan(100);
  for (const index of gaps) expect(indexOf(idOf(index))).toBeUndefined();
});

test('ids of different spaces or different seeds are different', () => {
  for (const format of ['uuid', 'digits', 'key'] as const) {
    const ids = [1, 2].flatMap((seed) =>
      ['a', 'b', 'stackone.userId'].flatMap((name) => {
        const { idOf } = campusWith({ seed, learners: 10_000_000 }).idSpace(name, { of: 'learner', format });
        return upTo(2_000).map((index) => idOf(index * 4_999));
      }),
    );
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test('a UUID in upper case is the same id', () => {
  const { idOf, indexOf } = campusWith().idSpace('users', { of: 'learner', format: 'uuid' });
  expect(indexOf(idOf(7).toUpperCase())).toBe(7);
});

test('a space can be declared again, but not for another kind', () => {
  const campus = campusWith();
  const space = campus.idSpace('users', { of: 'learner', format: 'uuid' });
  expect(campus.at(0).idSpace('users', { of: 'learner', format: 'uuid' })).toBe(space);
  expect(() => campus.idSpace('users', { of: 'course', format: 'uuid' })).toThrow('Use two names');
});

test('a seeded entity gets another id if its id is pinned to another entity, and both are found', () => {
  for (const format of ['uuid', 'digits', 'key'] as const) {
    const before = campusWith().idSpace('users', { of: 'learner', format });
    const ids = [3, 4, 5].map(before.idOf);
    const pinned = { ...NO_PINNED_FACTS, learners: ids.map((id) => ({ ids: { users: id } })) };
    const after = campusWith({ pinned }).idSpace('users', { of: 'learner', format });
    expect(ids.map(after.indexOf)).toEqual([0, 1, 2]);
    const all = upTo(203).map(after.idOf);
    expect(new Set(all).size).toBe(203);
    expect(all.map(after.indexOf)).toEqual(upTo(203));
  }
});

test('a pinned fact changes no other learner', () => {
  const [bare, pinned] = [campusWith(), campusWith({ pinned: BUILT_IN_FACTS })];
  const shift = pinned.learnerCount - bare.learnerCount;
  for (const index of upTo(bare.learnerCount)) {
    expect(pinned.learner(index + shift)).toEqual({
      ...bare.learner(index),
      index: index + shift,
      departmentIndex: bare.learner(index).departmentIndex,
    });
    const purpose = { of: 'learner', format: 'uuid' } as const;
    expect(pinned.idSpace('x', purpose).idOf(index + shift)).toBe(bare.idSpace('x', purpose).idOf(index));
  }
});
