import { realpathSync } from 'node:fs';

import { packageVersion } from '../config/package-file.ts';
import type { Service } from '../engine/service.ts';
import { createTally } from '../engine/session/tally.ts';
import type { Tally, TallyCounts } from '../engine/session/tally.ts';
import type { Report } from '../inspect/report/report.ts';
import type { SpooledMock } from './read-spool.ts';

/** The counts of the mocks in other processes. */
export interface Others {
  readonly tally: Tally;
  readonly unusedRules: Report['unusedRules'];
  readonly unmetExpectations: readonly string[];
  /** The documents that only those processes have mounted. */
  readonly services: readonly Service[];
  /** Adds a mock. Returns the problems. */
  add(mock: SpooledMock): readonly string[];
}

export interface OthersOptions {
  /** The services of this process. Their counts are added together. */
  readonly services: readonly Service[];
  readonly specs: Readonly<Record<string, string>>;
  /** Makes the service of a document that this process has not mounted. */
  mount(name: string, file: string, allowedFolders: readonly string[]): Service;
}

/** Combines the counts of the mocks in other processes. Documents are the same if their files are, even with other names. */
export function createOthers({ services: own, specs: ownSpecs, mount }: OthersOptions): Others {
  const tally = createTally();
  const unusedRules: Report['unusedRules'][number][] = [];
  const unmetExpectations: string[] = [];
  const services: Service[] = [];
  const nameByFile = new Map(Object.entries(ownSpecs).map(([name, file]) => [realPathOf(file), name]));

  function nameOf([name, file]: readonly [string, string], folders: readonly string[], problems: string[]): string {
    const known = nameByFile.get(file);
    if (known !== undefined) return known;
    const taken = new Set([...own, ...services].map((one) => one.name));
    const free = taken.has(name) ? `${name}-${nameByFile.size + 1}` : name;
    nameByFile.set(file, free);
    try {
      services.push(mount(free, file, folders));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push(
        `The document that the tests mount as ${name} can't be read, so its coverage is missing: ${reason}`,
      );
    }
    return free;
  }

  return {
    tally,
    unusedRules,
    unmetExpectations,
    services,
    add(mock) {
      const version = packageVersion();
      if (mock.version !== version)
        return [`The tests use lms-mock ${mock.version}, but the check command is ${version}. Use the same version.`];
      const problems: string[] = [];
      const specs = Object.entries(mock.specs);
      const names = new Map(specs.map((spec) => [spec[0], nameOf(spec, mock.allowedFolders, problems)]));
      for (const counts of mock.tallies) tally.add(renamed(counts, names));
      unusedRules.push(...mock.unusedRules);
      unmetExpectations.push(...mock.unmetExpectations);
      return problems;
    },
  };
}

/** The real path, so that a link counts as its file. The path itself if there is no such file. */
export function realPathOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function renamed(counts: TallyCounts, names: ReadonlyMap<string, string>): TallyCounts {
  if (names.size === 0) return counts;
  const nameOf = (api: string): string => names.get(api) ?? api;
  return {
    ...counts,
    apis: new Map(Array.from(counts.apis, ([api, seen]) => [nameOf(api), seen])),
    violations: counts.violations.map((violation) => ({ ...violation, api: nameOf(violation.api) })),
  };
}
