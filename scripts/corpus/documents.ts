import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

/** The OpenAPI documents of a folder and the folders below it, of an installed package, or one file. */
export function documentsIn(path: string): readonly string[] {
  const place = existsSync(path) ? resolve(path) : folderOfPackage(path);
  if (place === undefined) return [];
  if (statSync(place).isFile()) return [place];
  const entries = readdirSync(place, { recursive: true, encoding: 'utf8', withFileTypes: false }).toSorted();
  return entries
    .filter((entry) => /\.(ya?ml|json)$/i.test(entry) && !/(^|\/)(node_modules|\.git)\//.test(entry))
    .map((entry) => join(place, entry))
    .filter((file) => statSync(file).isFile() && isDocument(readFileSync(file, 'utf8')));
}

/** A package that is installed here or in the working folder. */
function folderOfPackage(name: string): string | undefined {
  try {
    return dirname(createRequire(join(process.cwd(), 'package.json')).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

/** Whether a text has the version of an OpenAPI document at its top level. */
function isDocument(text: string): boolean {
  return /^(openapi|swagger|"(openapi|swagger)")\s*:|^\s*\{(\s*|[^{}]*,\s*)"(openapi|swagger)"\s*:|^ {1,4}"(openapi|swagger)"\s*:/m.test(
    text,
  );
}
