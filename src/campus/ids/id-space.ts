import { createIdCodec } from './id-codec.ts';
import type { IdCodec, IdFormat } from './id-codec.ts';
import type { Numbering } from './numbering.ts';
import { unlessTaken } from './unless-taken.ts';

/** The ids of one vendor for one kind of entity. They differ from those of every other space, and never change. */
export interface IdSpace {
  readonly name: string;
  /** The id of an index, whether or not anything exists at it. */
  idOf(index: number): string;
  /** The index of an id; undefined if no entity ever has this id. Never throws. */
  indexOf(id: string): number | undefined;
}

/** The inputs of an id space. */
export interface IdSpaceOptions {
  readonly name: string;
  readonly format: IdFormat;
  readonly seed: number;
  readonly numbering: Numbering;
  /** The ids that fixtures fix, in the order of the pinned entities. */
  readonly pinnedIds: readonly (string | undefined)[];
  /** Whether anything ever exists at this index. */
  readonly exists: (index: number) => boolean;
}

/** Makes an id space. */
export function createIdSpace({ name, format, seed, numbering, pinnedIds, exists }: IdSpaceOptions): IdSpace {
  const indexByPinnedId = new Map(pinnedIds.flatMap((id, index) => (id === undefined ? [] : [[canonical(id), index]])));
  const codecs = codecsBeside(indexByPinnedId.keys(), (attempt) =>
    createIdCodec(format, seed, attempt === 0 ? name : `${name}/${attempt}`),
  );
  const [first] = codecs;

  function idOf(index: number): string {
    const pinned = pinnedIds[index];
    if (pinned !== undefined) return pinned;
    const ordinal = numbering.ordinalOf(index);
    return codecs.length === 1
      ? first.write(ordinal)
      : unlessTaken(indexByPinnedId, (attempt) => (codecs[attempt] ?? first).write(ordinal));
  }

  function indexOf(id: string): number | undefined {
    const sought = canonical(id);
    const pinned = indexByPinnedId.get(sought);
    if (pinned !== undefined) return pinned;
    for (const codec of codecs) {
      const ordinal = codec.read(sought);
      const index = ordinal === undefined ? undefined : numbering.indexOf(ordinal);
      if (index !== undefined && idOf(index) === sought) return exists(index) ? index : undefined;
    }
    return undefined;
  }

  return { name, idOf, indexOf };
}

/**
 * A fixture may pin an id that was copied from a seeded campus. Then the seeded entity gets the id of the next codec:
 * there is one more codec wherever a pinned id could belong to the last one. Usually one codec is enough.
 */
function codecsBeside(
  pinnedIds: Iterable<string>,
  createCodec: (attempt: number) => IdCodec,
): readonly [IdCodec, ...IdCodec[]] {
  const ids = [...pinnedIds];
  const codecs: [IdCodec, ...IdCodec[]] = [createCodec(0)];
  while (ids.some((id) => couldWrite(codecs.at(-1), id))) codecs.push(createCodec(codecs.length));
  return codecs;
}

function couldWrite(codec: IdCodec | undefined, id: string): boolean {
  const ordinal = codec?.read(id);
  return ordinal !== undefined && codec?.write(ordinal) === id;
}

/** UUIDs are case-insensitive; other ids are not. */
function canonical(id: string): string {
  return /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/.test(id) ? id.toLowerCase() : id;
}
