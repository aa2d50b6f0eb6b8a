import type { Reload } from '../control/reloads.ts';
import { UNPRINTABLE } from '../inspect/report/wording.ts';

/** A reload for a terminal: `Reloaded campus.yaml.`, or why not. */
export function formatReload({ files, error, notes = [] }: Reload): string {
  const names = files.join(', ');
  const lines =
    error === undefined
      ? [`Reloaded ${names}.`, ...notes.map((note) => `  ${note}`)]
      : [`Could not reload ${names}. The old content stays in use.`, ...error.split('\n').map((line) => `  ${line}`)];
  return lines.map((line) => line.replaceAll(UNPRINTABLE, '?')).join('\n');
}
