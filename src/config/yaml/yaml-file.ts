import { readFileSync, statSync } from 'node:fs';

import { loadPackage } from '../../late-packages.ts';
import { oversizedReason } from './expanded-size.ts';
import { composeYaml } from './yaml.ts';
import type { ComposedYaml, YamlReading } from './yaml.ts';

/** Thrown for a YAML file that can't be read. The message has the file, the line if it is known, and the reason. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code = 'ERR_LMS_MOCK_FILE';
}

/** The value of a YAML or JSON file, and the places in it. */
export interface YamlFile {
  readonly value: unknown;
  /** The place of a value in the file, `campus.yaml:12`. If it has none, that of the nearest value around it. */
  locate(path: readonly (string | number)[]): string;
  /** The path in the file that `locate` names, if the value is merged from several files. Default: the same path. */
  readonly pathInFile?: (path: readonly (string | number)[]) => readonly (string | number)[];
  /** A file of the package that the build has checked against its schema. */
  readonly isChecked?: boolean;
}

/** Maximum number of characters that the copies of aliased values add to a file. */
const MAX_ADDED_BY_ALIASES = 16_777_216;

/** @throws {FileError} if the file is missing or is not YAML. */
export function readYamlFile(file: string): YamlFile {
  return parseYaml(file, readText(file));
}

/** Parses the text of a file. @throws {FileError} if it is not YAML. */
export function parseYaml(file: string, text: string, reading: YamlReading = {}): YamlFile {
  const value = read(file, text, reading);
  const reason = oversizedReason(value, MAX_ADDED_BY_ALIASES);
  if (reason === 'contains itself') throw new FileError(`${file} must not have an anchor whose value contains itself.`);
  if (reason === 'too large')
    throw new FileError(
      `${file} is too large: maximum ${MAX_ADDED_BY_ALIASES} characters for the copies of its aliases.`,
    );
  return { value, locate: createLocate(file, text) };
}

/** The value of a text. All aliases of an anchor share one object. */
function read(file: string, text: string, reading: YamlReading): unknown {
  const { document } = compose(file, text, reading);
  try {
    return document.toJS({ maxAliasCount: -1 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileError(`${file} can't be read: ${reason}`, { cause: error });
  }
}

/** Places are only needed for messages, so the nodes of a file are not kept in memory but parsed again. */
export function createLocate(file: string, text: string): YamlFile['locate'] {
  let locate: YamlFile['locate'] | undefined;
  return (path) => (locate ??= locatorOf(file, text))(path);
}

function locatorOf(file: string, text: string): YamlFile['locate'] {
  const { document, lines } = compose(file, text);
  return (path) => {
    const { isNode } = loadPackage('yaml');
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return `${file}:${lines.linePos(node.range[0]).line}`;
    }
    return file;
  };
}

function compose(file: string, text: string, reading: YamlReading = {}): ComposedYaml {
  const composed = composeYaml(text, reading);
  const { error, lines } = composed;
  if (error === undefined) return composed;
  throw new FileError(`${file}:${lines.linePos(error.offset).line}: ${error.message}`, { cause: error.cause });
}

/** @throws {FileError} if the file can't be read, or is a pipe or a device, which may never end. */
export function readText(file: string): string {
  try {
    const stats = statSync(file);
    if (stats.isFile()) return readFileSync(file, 'utf8');
    if (!stats.isDirectory()) throw new FileError(`${file} must be a regular file.`);
    throw new FileError(`${file} must be a file, not a folder.`);
  } catch (error) {
    if (error instanceof FileError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileError(`${file} can't be read: ${reason}`, { cause: error });
  }
}
