import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseAst } from 'rolldown/parseAst';

type Statement = ReturnType<typeof parseAst>['body'][number];

/** A file of src/ and what it declares. */
interface Source {
  readonly path: string;
  readonly text: string;
  readonly statements: readonly Statement[];
}

/** An exported name: its declaration, and the place of that. */
export interface ExportedName {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly declaration: Declaration;
  /** The TSDoc before it. Empty if there is none. */
  readonly comment: string;
}

type Declaration = NonNullable<Extract<Statement, { type: 'ExportNamedDeclaration' }>['declaration']>;

const sources = new Map<string, Source>();

function sourceOf(path: string): Source {
  const known = sources.get(path);
  if (known !== undefined) return known;
  const text = readFileSync(path, 'utf8');
  const source = { path, text, statements: parseAst(text, { lang: 'ts', astType: 'ts' }, path).body };
  sources.set(path, source);
  return source;
}

/** The names that a file exports, with those of the files that it passes on. @throws {Error} if one has no declaration. */
export function exportedNames(path: string): readonly ExportedName[] {
  const { statements } = sourceOf(path);
  return statements.flatMap((statement) => {
    if (statement.type === 'ExportAllDeclaration') return exportedNames(resolve(dirname(path), statement.source.value));
    if (statement.type !== 'ExportNamedDeclaration') return [];
    if (statement.source === null)
      return declaredIn(path).filter(({ declaration }) => declaration === statement.declaration);
    const all = exportedNames(resolve(dirname(path), statement.source.value));
    return statement.specifiers.map(({ local, exported }) => {
      const found = all.find(({ name }) => name === nameOf(local));
      if (found === undefined) throw new Error(`${path} exports ${nameOf(local)}, which is not found.`);
      return { ...found, name: nameOf(exported) };
    });
  });
}

function declaredIn(path: string): readonly ExportedName[] {
  const { text, statements } = sourceOf(path);
  return statements.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration === null) return [];
    const { declaration } = statement;
    const [, comment = ''] =
      /\/\*\*((?:(?!\*\/)[^])*)\*\/(?:\s*\/\/.*)*\s*$/.exec(text.slice(0, statement.start)) ?? [];
    return namesOf(declaration).map((name) => ({ name, file: path, text, declaration, comment }));
  });
}

function namesOf(declaration: Declaration): readonly string[] {
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []));
  return 'id' in declaration && declaration.id?.type === 'Identifier' ? [declaration.id.name] : [];
}

function nameOf(node: { readonly name: string } | { readonly value: string }): string {
  return 'name' in node ? node.name : node.value;
}
