import type { Department } from './department.ts';
import { below, draw, hashOf, keyOf } from './hash.ts';
import { assertIndex, createNumbering } from './numbering.ts';
import type { Numbering } from './numbering.ts';
import type { PinnedDepartment } from './pinned-facts.ts';

/** The organisation: a tree of pinned and seeded departments. */
export interface Departments {
  readonly numbering: Numbering;
  at(index: number): Department;
  /** Whether a department is one of the roots or below one. Roots that don't exist hold nothing. */
  within(roots: readonly number[]): (departmentIndex: number) => boolean;
}

export interface DepartmentsOptions {
  readonly seed: number;
  readonly pinned: readonly PinnedDepartment[];
  readonly learners: { readonly pinnedCount: number; readonly seededCount: number };
}

const FACULTIES: readonly string[] = ['Science', 'Arts', 'Medicine'];
const FIELDS: readonly string[] = [
  'Computer Science', 'Mathematics', 'Physics', 'Languages', 'History', 'Philosophy', 'Public Health', 'Clinical Studies', 'Nursing',
];

// A root, and three below each department down to the third level: 1 + 3 + 9 + 27.
const CHILDREN_EACH = 3;
const SEEDED_DEPARTMENTS = 40;
const TRAIT = { isManaged: 0, manager: 1 } as const;

export function createDepartments({ seed, pinned, learners }: DepartmentsOptions): Departments {
  const numbering = createNumbering({ pinned: pinned.length, seeded: SEEDED_DEPARTMENTS, capacity: SEEDED_DEPARTMENTS });
  const key = keyOf(seed, 'department');
  const root = pinned.length;
  const pinnedCodes = new Set(pinned.flatMap(({ code }) => code ?? []));

  function seededAt(ordinal: number): Department {
    const index = numbering.indexOf(ordinal) ?? root;
    const parent = Math.floor((ordinal - 1) / CHILDREN_EACH);
    const managerLearnerIndex = managerOf(hashOf(key, ordinal));
    return {
      index,
      name: nameOf(ordinal),
      code: codeOf(ordinal),
      ...(ordinal === 0 ? {} : { parentIndex: root + parent }),
      ...(managerLearnerIndex === undefined ? {} : { managerLearnerIndex }),
    };
  }

  function codeOf(ordinal: number): string {
    const code = `D${String(ordinal).padStart(2, '0')}`;
    return pinnedCodes.has(code) ? `${code}-seeded` : code;
  }

  /** One department in five has no manager: a client must bear that. */
  function managerOf(hash: number): number | undefined {
    if (learners.seededCount === 0 || below(draw(hash, TRAIT.isManaged), 5) === 0) return undefined;
    return learners.pinnedCount + below(draw(hash, TRAIT.manager), learners.seededCount);
  }

  function pinnedAt(facts: PinnedDepartment, index: number): Department {
    const { name = `Department ${index + 1}`, code = `P${String(index).padStart(2, '0')}`, ids } = facts;
    return {
      index,
      name,
      code,
      parentIndex: facts.parentIndex ?? root,
      ...(facts.managerLearnerIndex === undefined ? {} : { managerLearnerIndex: facts.managerLearnerIndex }),
      ...(ids === undefined ? {} : { ids }),
    };
  }

  function at(index: number): Department {
    assertIndex('department', index, numbering.count);
    const facts = pinned[index];
    return facts === undefined ? seededAt(numbering.ordinalOf(index)) : pinnedAt(facts, index);
  }

  return {
    numbering,
    at,
    within(roots) {
      const wanted = new Set(roots);
      const inside = new Set<number>();
      for (let index = 0; index < numbering.count; index += 1) {
        if (lineOf(index).some((ancestor) => wanted.has(ancestor))) inside.add(index);
      }
      return (departmentIndex) => inside.has(departmentIndex);
    },
  };

  /** A department and all above it. The pinned ones were checked not to go in a circle. */
  function lineOf(index: number): readonly number[] {
    const line: number[] = [];
    for (let next: number | undefined = index; next !== undefined; next = at(next).parentIndex) line.push(next);
    return line;
  }
}

/** The index of a seeded department, evenly, from what was drawn. */
export function indexOfDrawnDepartment(drawn: number, pinnedCount: number): number {
  return pinnedCount + below(drawn, SEEDED_DEPARTMENTS);
}

function nameOf(ordinal: number): string {
  if (ordinal === 0) return 'Example University';
  if (ordinal <= 3) return `Faculty of ${FACULTIES[ordinal - 1] ?? ''}`;
  if (ordinal <= 12) return `Department of ${FIELDS[ordinal - 4] ?? ''}`;
  const field = FIELDS[Math.floor((ordinal - 1) / CHILDREN_EACH) - 4] ?? '';
  return `${field}, Unit ${((ordinal - 1) % CHILDREN_EACH) + 1}`;
}
