import { readFileSync } from 'node:fs';
import type { Document, LineCounter } from 'yaml';

import { loadYaml } from './yaml.ts';

/** A YAML file that can't be read. The message names the file, the line where there is one, and the reason. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code = 'ERR_LMS_MOCK_FILE';
}

/** What a YAML (or JSON) file holds, and where in it. */
export interface YamlFile {
  readonly value: unknown;
  /** The place of a value in the file, `campus.yaml:12`; that of the nearest value around it where it has none. */
  locate(path: readonly (string | number)[]): string;
  /** It is one of the package's own, and the build has held it against its schema. */
  readonly isChecked?: boolean;
}

/** @throws {FileError} where the file is missing or is not YAML. */
export function readYamlFile(file: string): YamlFile {
  return parseYaml(file, readText(file));
}

/** @throws {FileError} where the text, which is that of the file, is not YAML. */
export function parseYaml(file: string, text: string): YamlFile {
  const { document } = compose(file, text);
  return { value: document.toJS({ maxAliasCount: 100 }), locate: createLocate(file, text) };
}

/** Where something stands is asked of a broken file alone. The nodes of all others are not held for that. */
export function createLocate(file: string, text: string): YamlFile['locate'] {
  let locate: YamlFile['locate'] | undefined;
  return (path) => (locate ??= locatorOf(file, text))(path);
}

function locatorOf(file: string, text: string): YamlFile['locate'] {
  const { document, lines } = compose(file, text);
  return (path) => {
    const { isNode } = loadYaml();
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return `${file}:${lines.linePos(node.range[0]).line}`;
    }
    return file;
  };
}

function compose(file: string, text: string): { readonly document: Document; readonly lines: LineCounter } {
  const { LineCounter, parseDocument } = loadYaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error === undefined) return { document, lines };
  throw new FileError(`${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`, { cause: error });
}

/** @throws {FileError} where the file can't be read. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileError(`${file} can't be read: ${reason}`, { cause: error });
  }
}
