import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Parts } from './documents.ts';
import { exportedNames } from './exported-names.ts';
import type { ExportedName } from './exported-names.ts';
import { code, table } from './markdown.ts';

/** The entries of the package, by the name of their part. */
const ENTRIES = {
  main: 'index.ts',
  vitest: 'testing/vitest.ts',
  'node-test': 'testing/node-test.ts',
  playwright: 'testing/playwright.ts',
  msw: 'testing/msw.ts',
  vite: 'vite/plugin.ts',
};

const CONTRACT_TYPES = 'contract-types.ts';
const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** The page of the library: each exported name with its signature and the first paragraph of its TSDoc. */
export function libraryParts(): Parts {
  return {
    ...Object.fromEntries(
      Object.entries(ENTRIES).map(([part, file]) => [
        part,
        inOrder(exportedNames(SRC + file).filter(isOwn))
          .map(entryOf)
          .join('\n\n'),
      ]),
    ),
    contracts: contractTable(exportedNames(SRC + ENTRIES.main).filter((each) => !isOwn(each))),
  };
}

/** Functions and values come first, then the types, then the errors, each in the order of their names. */
function inOrder(names: readonly ExportedName[]): readonly ExportedName[] {
  const rankOf = ({ declaration: { type } }: ExportedName): number =>
    type.startsWith('TS') ? 1 : type === 'ClassDeclaration' ? 2 : 0;
  return names.toSorted((one, other) => rankOf(one) - rankOf(other) || (one.name < other.name ? -1 : 1));
}

/** Not made from a contract. */
function isOwn({ file }: ExportedName): boolean {
  return !file.endsWith(CONTRACT_TYPES);
}

function entryOf(exported: ExportedName): string {
  return [`### ${exported.name}`, firstParagraph(exported), `\`\`\`ts\n${signatureOf(exported)}\n\`\`\``].join('\n\n');
}

function contractTable(names: readonly ExportedName[]): string {
  const rows = names.map((each) => [
    code(each.name),
    relative(`${SRC}apis`, each.file).split('/')[0] ?? '',
    firstParagraph(each),
  ]);
  return table(['type', 'API', 'meaning'], rows);
}

/** @throws {Error} if there is no TSDoc. A part of a contract may have no description. */
function firstParagraph({ name, file, comment }: ExportedName): string {
  const [first = ''] = comment
    .replaceAll(/^[ \t]*\*? ?/gm, '')
    .trim()
    .split(/\n\s*\n|\n?@/);
  if (first === '' && !file.endsWith(CONTRACT_TYPES)) throw new Error(`${name} of ${file} has no TSDoc.`);
  return first.replaceAll('\n', ' ').replaceAll(/\{@link (\w+)\}/g, '`$1`');
}

/** The declaration without the code of functions. */
function signatureOf({ name, text, declaration }: ExportedName): string {
  switch (declaration.type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction': {
      const parameters = declaration.params.map((parameter) => {
        const isOptional = parameter.type === 'AssignmentPattern';
        const pattern = isOptional ? parameter.left : parameter;
        const end = isOptional ? '?' : '';
        // An object that is taken apart has no name.
        if (pattern.type === 'ObjectPattern') return `options${end}${slice(text, pattern.typeAnnotation)}`;
        if (isOptional && pattern.type === 'Identifier')
          return `${pattern.name}${end}${slice(text, pattern.typeAnnotation)}`;
        return slice(text, parameter);
      });
      const { typeParameters, returnType } = declaration;
      return `function ${name}${slice(text, typeParameters)}(${parameters.join(', ')})${slice(text, returnType)};`;
    }
    case 'VariableDeclaration':
      return `const ${declaration.declarations.map(({ id }) => slice(text, id)).join(', ')};`;
    case 'ClassDeclaration': {
      const { start, body } = declaration;
      const bodies = body.body.flatMap((member) =>
        member.type === 'MethodDefinition' ? (member.value.body ?? []) : [],
      );
      return withoutBodies(text, { start, end: body.end }, bodies);
    }
    default:
      return slice(text, declaration);
  }
}

/** A part of a text. */
interface Part {
  readonly start: number;
  readonly end: number;
}

/** A class without the code of its methods. */
function withoutBodies(text: string, { start, end }: Part, bodies: readonly Part[]): string {
  let from = start;
  const kept = bodies.map((body) => {
    const before = text.slice(from, body.start).trimEnd();
    from = body.end;
    return `${before};`;
  });
  return kept.join('') + text.slice(from, end);
}

function slice(text: string, part: Part | null | undefined): string {
  return part === null || part === undefined ? '' : text.slice(part.start, part.end);
}
