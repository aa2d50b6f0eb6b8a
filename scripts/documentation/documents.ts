import { fileURLToPath } from 'node:url';

import { apiNames } from '../../src/apis/index.ts';
import { apiParts } from './api-reference.ts';
import { commandParts } from './command-reference.ts';
import { controlParts } from './control-reference.ts';
import { libraryParts } from './library-reference.ts';

/** The generated parts of a page, as Markdown, by the name in their markers. */
export type Parts = Readonly<Record<string, string>>;

/** A page of docs/ with generated parts. */
interface Page {
  readonly file: string;
  parts(): Parts;
}

/** The pages with generated parts. */
export const documents: readonly Page[] = [
  ...apiNames.map((name): Page => ({ file: pathOf(name), parts: () => apiParts(name) })),
  { file: pathOf('configuration'), parts: commandParts },
  { file: pathOf('control'), parts: controlParts },
  { file: pathOf('library'), parts: libraryParts },
];

/**
 * Puts the parts between their markers, `<!-- generated: name -->` and `<!-- /generated -->`.
 *
 * @throws {Error} if a part has no markers, or markers have no part.
 */
export function fillIn(text: string, parts: Parts): string {
  const missing = new Set(Object.keys(parts));
  const filled = text.replaceAll(
    /<!-- generated: ([\w-]+) -->\n[^]*?<!-- \/generated -->/g,
    (_all, name: string): string => {
      const part = parts[name];
      if (part === undefined) throw new Error(`There is no generated part "${name}".`);
      missing.delete(name);
      return `<!-- generated: ${name} -->\n\n${part}\n\n<!-- /generated -->`;
    },
  );
  if (missing.size > 0) throw new Error(`There are no markers for ${[...missing].join(', ')}.`);
  return filled;
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(`../../docs/${name}.md`, import.meta.url));
}
