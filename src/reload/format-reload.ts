import type { Reload } from '../control/reloads.ts';

/** A reload for a terminal: `Reloaded campus.yaml.`, or why not. */
export function formatReload({ files, error, notes = [] }: Reload): string {
  const names = files.join(', ');
  const lines =
    error === undefined
      ? [`Reloaded ${names}.`, ...notes.map((note) => `  ${note}`)]
      : [`Could not reload ${names}. The old content stays in use.`, ...error.split('\n').map((line) => `  ${line}`)];
  return lines.map((line) => line.replaceAll(UNPRINTABLE, '?')).join('\n');
}

/** Characters that change how a terminal shows other characters: controls, line separators, and text direction. */
export const UNPRINTABLE: RegExp = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF]/gu;
