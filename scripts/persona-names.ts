import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

import type { Personas } from '../src/apis/index.ts';

/** The file of the generated names of personas. */
export const personaNamesFile: string = fileURLToPath(new URL('../src/apis/persona-names.ts', import.meta.url));

/** The names of the personas of fixtures/personas.yaml as TypeScript. */
export async function personaNamesText(): Promise<string> {
  const personas: Personas = parse(await readFile(new URL('../fixtures/personas.yaml', import.meta.url), 'utf8'));
  const members = Object.entries(personas).map(([api, facts]) => {
    const names = Object.keys(facts.personas).map((name) => `'${name}'`);
    return `  readonly ${api}: ${names.join(' | ')};\n`;
  });
  return [
    '// Made from fixtures/personas.yaml by npm run generate. Do not edit.\n\n',
    '/** The names of the built-in personas, by API. */\nexport interface BuiltInPersonas {\n',
    ...members,
    '}\n',
  ].join('');
}
