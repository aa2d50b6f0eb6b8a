import type { Department } from './department.ts';
import { below, draw, hashOf, keyOf } from './hash.ts';
import { assertIndex, createNumbering } from './ids/numbering.ts';
import type { Numbering } from './ids/numbering.ts';
import type { PinnedDepartment } from './pinned/pinned-facts.ts';
import { unlessTaken } from './ids/unless-taken.ts';

/** The organisation: a tree of pinned and seeded departments. */
export interface Departments {
  readonly numbering: Numbering;
  at(index: number): Department;
  /** Whether a department is one of the roots or below one. An unknown root contains nothing. */
  within(roots: readonly number[]): (departmentIndex: number) => boolean;
}

/** The inputs of the organisation. */
export interface DepartmentsOptions {
  readonly seed: number;
  readonly pinned: readonly PinnedDepartment[];
  readonly learners: { readonly pinnedCount: number; readonly seededCount: number };
}

const FACULTIES: readonly string[] = ['Science', 'Arts', 'Medicine'];
const FIELDS: readonly string[] = [
  'Computer Science',
  'Mathematics',
  'Physics',
  'Languages',
  'History',
  'Philosophy',
  'Public Health',
  'Clinical Studies',
  'Nursing',
];

// One root, and three children per department down to the third level below it: 1 + 3 + 9 + 27.
const CHILDREN_EACH = 3;
const SEEDED_DEPARTMENTS = 40;
const TRAIT = { isManaged: 0, manager: 1 } as const;

/** Makes the organisation of a seed: forty departments, and the pinned ones. */
export function createDepartments({ seed, pinned, learners }: DepartmentsOptions): Departments {
  const numbering = createNumbering({
    pinned: pinned.length,
    seeded: SEEDED_DEPARTMENTS,
    capacity: SEEDED_DEPARTMENTS,
  });
  const key = keyOf(seed, 'department');
  const root = pinned.length;
  const pinnedCodes = new Set(pinned.flatMap(({ code }) => code ?? []));

  function at(index: number): Department {
    assertIndex('department', index, numbering.count);
    const facts = pinned[index];
    const parentIndex = parentIndexOf(index);
    const managerLearnerIndex = facts === undefined ? managerOf(numbering.ordinalOf(index)) : facts.managerLearnerIndex;
    return {
      index,
      name: facts === undefined ? nameOf(numbering.ordinalOf(index)) : (facts.name ?? `Department ${index + 1}`),
      code: facts?.code ?? (facts === undefined ? codeOf('D', numbering.ordinalOf(index)) : codeOf('P', index)),
      ...(parentIndex === undefined ? {} : { parentIndex }),
      ...(managerLearnerIndex === undefined ? {} : { managerLearnerIndex }),
      ...(facts?.ids === undefined ? {} : { ids: facts.ids }),
    };
  }

  function parentIndexOf(index: number): number | undefined {
    if (index < root) return pinned[index]?.parentIndex ?? root;
    return index === root ? undefined : root + Math.floor((numbering.ordinalOf(index) - 1) / CHILDREN_EACH);
  }

  /** One seeded department in five has no manager, because clients must handle that. */
  function managerOf(ordinal: number): number | undefined {
    const hash = hashOf(key, ordinal);
    if (learners.seededCount === 0 || below(draw(hash, TRAIT.isManaged), 5) === 0) return undefined;
    return learners.pinnedCount + below(draw(hash, TRAIT.manager), learners.seededCount);
  }

  function codeOf(letter: string, number: number): string {
    const stem = `${letter}${String(number).padStart(2, '0')}`;
    return unlessTaken(pinnedCodes, (attempt) => (attempt === 0 ? stem : `${stem}-${attempt + 1}`));
  }

  return {
    numbering,
    at,
    within(roots) {
      const rootSet = new Set(roots);
      return (departmentIndex) => {
        if (departmentIndex < 0 || departmentIndex >= numbering.count) return false;
        // Fixtures with a circle of parents are refused, so this loop ends.
        for (let next: number | undefined = departmentIndex; next !== undefined; next = parentIndexOf(next)) {
          if (rootSet.has(next)) return true;
        }
        return false;
      };
    },
  };
}

/** Maps a drawn number evenly to the index of a seeded department. */
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
