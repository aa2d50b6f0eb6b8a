import { readFileSync } from 'node:fs';
import { LineCounter, isNode, parseDocument } from 'yaml';

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
}

/** @throws {FileError} where the file is missing or is not YAML. */
export function readYamlFile(file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(readText(file), { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined)
    throw new FileError(`${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`, { cause: error });
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    locate(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return `${file}:${lines.linePos(node.range[0]).line}`;
      }
      return file;
    },
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileError(`${file} can't be read: ${reason}`, { cause: error });
  }
}
