import type { IdFormat } from './id-codec.ts';
import { createIdSpace } from './id-space.ts';
import type { IdSpace } from './id-space.ts';
import type { Numbering } from './numbering.ts';
import type { PinnedIds } from '../pinned/pinned-ids.ts';

/** Kinds of entities that have ids. */
export type EntityKind = 'learner' | 'course' | 'enrolment' | 'department';

/** The purpose of an id space. */
export interface IdSpacePurpose {
  readonly of: EntityKind;
  readonly format: IdFormat;
}

/** Returns the space of a name: the same one each time. */
export type IdSpaces = (name: string, purpose: IdSpacePurpose) => IdSpace;

/** The entities of one kind, as their ids need them. */
export interface Identified {
  readonly numbering: Numbering;
  readonly pinned: readonly { readonly ids?: PinnedIds }[];
  /** Whether anything ever exists at an index in the range. */
  readonly exists: (index: number) => boolean;
}

/** Spaces are kept because every request needs some. They are few: their names come from code. */
export function createIdSpaces(seed: number, kinds: Readonly<Record<EntityKind, Identified>>): IdSpaces {
  const made = new Map<string, { readonly space: IdSpace; readonly purpose: IdSpacePurpose }>();

  return (name, purpose) => {
    const known = made.get(name);
    if (known !== undefined) {
      assertSame(name, known.purpose, purpose);
      return known.space;
    }
    const { numbering, pinned, exists } = kinds[purpose.of];
    const pinnedIds = pinned.map(({ ids }) => (ids !== undefined && Object.hasOwn(ids, name) ? ids[name] : undefined));
    const space = createIdSpace({ name, format: purpose.format, seed, numbering, pinnedIds, exists });
    made.set(name, { space, purpose });
    return space;
  };
}

function assertSame(name: string, made: IdSpacePurpose, requested: IdSpacePurpose): void {
  if (made.of === requested.of && made.format === requested.format) return;
  throw new TypeError(
    `The id space "${name}" has ${made.of} ids as ${made.format}, so it can't have ${requested.of} ids as ${requested.format}. Use two names.`,
  );
}
