import { fromHere } from '../config/from-here.ts';
import { isInputError } from '../config/input-error.ts';
import type { ServerOptions } from '../config/options.ts';
import type { Reload, Reloads } from '../control/reloads.ts';

/** Options that have been read again. */
export interface RereadOptions {
  readonly options: ServerOptions;
  /** The changes that have no effect. Default: none. */
  readonly notes?: readonly string[];
}

/**
 * Loads the content of a mock again. If it is invalid, the old content stays in use, and the result has the error. A
 * request in progress ends with the content with which it began. Sessions keep their rules, clock, variants, journal and
 * expectations.
 *
 * @param changed the changed files, by their absolute paths.
 * @param read reads the options again. The port, host, token and size of the journal stay as they were.
 */
export type ReloadMock = (changed: Iterable<string>, read: () => RereadOptions) => Reload;

/** A mock whose content can be replaced. */
export interface ReloadableMock {
  /** The files that its content is read from, by their absolute paths. Some may be missing. */
  readonly files: () => ReadonlySet<string>;
  readonly reload: ReloadMock;
}

/** The dependencies of a reload. */
export interface ReloadParts {
  readonly reloads: Reloads;
  readonly hooks: { onDefect(error: unknown): void };
  /** Puts other content in use, all of it or nothing. Returns what no longer fits it. */
  replace(options: ServerOptions, changed: ReadonlySet<string>): readonly string[];
}

/** Maximum number of notes of a reload. */
const MAX_NOTES = 20;

export function createReload({ reloads, hooks, replace }: ReloadParts): ReloadMock {
  /** The files that were changed since the content in use was loaded. */
  const changed = new Set<string>();
  return (files, read) => {
    for (const file of files) changed.add(file);
    const shown = { files: Array.from(changed, fromHere) };
    try {
      const { options, notes = [] } = read();
      const all = [...notes, ...replace(options, changed)];
      changed.clear();
      return reloads.add({ ...shown, ...(all.length === 0 ? {} : { notes: all.slice(0, MAX_NOTES) }) });
    } catch (error) {
      if (isInputError(error)) return reloads.add({ ...shown, error: error.message });
      hooks.onDefect(error);
      return reloads.add({ ...shown, error: 'lms-mock has a defect, which its log describes. Please report it.' });
    }
  };
}
