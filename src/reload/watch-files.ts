import { statSync } from 'node:fs';

/** Watches some files. */
export interface FileWatch {
  /** Replaces the files that are watched. */
  setFiles(files: Iterable<string>): void;
  close(): void;
}

/** How often the files are looked at. */
const INTERVAL_MS = 100;
/** Number of consecutive polls without a change before earlier changes are reported. */
const QUIET_LOOKS = 2;

/**
 * Calls a function with the files that were changed, made or removed, once nothing has changed for 200 ms: editors save several
 * files at once, write a file in pieces, or replace it by another of the same name.
 *
 * The files are polled, not watched by events. There are only a few of them, and polling has no cases of its own for files that
 * are missing or replaced, links, folders that come and go, network drives, and folders shared with a container. It does not keep
 * the process alive.
 */
export function watchFiles(onChange: (changed: ReadonlySet<string>) => void): FileWatch {
  const versions = new Map<string, string>();
  let changed = new Set<string>();
  let quietLooks = 0;

  function look(): void {
    quietLooks += 1;
    for (const [file, before] of versions) {
      const version = versionOf(file);
      if (version === before) continue;
      versions.set(file, version);
      changed.add(file);
      quietLooks = 0;
    }
    if (changed.size === 0 || quietLooks < QUIET_LOOKS) return;
    const files = changed;
    changed = new Set();
    onChange(files);
  }

  const timer = setInterval(look, INTERVAL_MS).unref();
  return {
    setFiles(files) {
      const wanted = new Set(files);
      for (const file of versions.keys()) if (!wanted.has(file)) versions.delete(file);
      for (const file of wanted) if (!versions.has(file)) versions.set(file, versionOf(file));
    },
    close: () => clearInterval(timer),
  };
}

/** A text that changes whenever the file does. */
function versionOf(file: string): string {
  try {
    const { mtimeNs, ctimeNs, size, ino } = statSync(file, { bigint: true });
    return [mtimeNs, ctimeNs, size, ino].join(' ');
  } catch {
    return 'missing';
  }
}
