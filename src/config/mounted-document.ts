import { dirname, resolve } from 'node:path';

import { createContract } from '../contract/contract.ts';
import type { Contract } from '../contract/contract.ts';
import { ContractError, keysOf } from '../contract/document.ts';
import type { OpenApiDocument } from '../contract/document.ts';
import { bundleFiles } from './bundle/bundle-files.ts';
import { createFolderGuard } from './folder-guard.ts';
import { fromHere } from './from-here.ts';
import { upgradeDocument } from './upgrade/upgrade-document.ts';
import type { OriginalPointer } from './upgrade/upgrade-document.ts';
import { hasLongIntegers, parseJson } from '../contract/text/decode-json.ts';
import { keepLongIntegers } from './yaml/long-integers.ts';
import { FileError, parseYaml, readText } from './yaml/yaml-file.ts';
import type { YamlFile } from './yaml/yaml-file.ts';

/** Options of the reading of a document. */
export interface MountedDocumentOptions {
  /** Folders that it may refer to, besides its own and the working folder. */
  readonly allowedFolders: readonly string[];
  /** Called with the absolute path of each file before it is read. */
  noteFile?(file: string): void;
}

/**
 * Reads a document of Swagger 2.0 or OpenAPI 3 to be mounted, with the files that it refers to, and upgrades it to 3.1.
 *
 * @throws {FileError} if it can't be read or mounted: with the file, the line if it is known, and the reason.
 */
export function readMountedDocument(
  name: string,
  file: string,
  { allowedFolders, noteFile }: MountedDocumentOptions,
): Contract {
  noteFile?.(resolve(file));
  const source = readDocumentFile(file);
  const document = checkVersion(source, file);
  let originalPointer: OriginalPointer = (pointer) => pointer;
  try {
    const refuse = createFolderGuard([dirname(file), process.cwd(), ...allowedFolders]);
    const { document: whole, dynamicAnchors } = bundleFiles(document, {
      name,
      file,
      refuse,
      read(path) {
        noteFile?.(path);
        return readDocumentFile(path).value;
      },
    });
    keepLongIntegers(whole);
    originalPointer = upgradeDocument(whole);
    const contract = createContract(name, whole, { isLenient: true, dynamicAnchors });
    if (contract.operations.size > 0 || 'webhooks' in whole)
      return { ...contract, file: fromHere(file), originalPointer };
    throw new ContractError(name, '#/paths', 'must have operations');
  } catch (error) {
    if (error instanceof FileError) throw error;
    if (error instanceof ContractError)
      throw new FileError(`${source.locate(keysOf(originalPointer(error.pointer)))}: ${error.message}`, {
        cause: error,
      });
    // All other errors come from a document without the structure of OpenAPI.
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileError(`${file} can't be mounted as ${name}: it must follow OpenAPI (${reason}). Lint it.`, {
      cause: error,
    });
  }
}

/** Parses JSON as JSON, which takes a tenth of the time. If it is invalid, the YAML parser reports the error. */
function readDocumentFile(file: string): YamlFile {
  const text = readText(file);
  if (file.endsWith('.json')) {
    try {
      return { value: parseJson(text), locate: () => file };
    } catch {
      // The YAML parser below reports the place of the error.
    }
  }
  return parseYaml(file, text, { intAsBigInt: hasLongIntegers(text) });
}

function checkVersion(source: YamlFile, file: string): OpenApiDocument {
  const { value } = source;
  const has = (key: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  const key = has('swagger') === undefined ? 'openapi' : 'swagger';
  const version = has(key);
  if (version === undefined) throw new FileError(`${file} must be an OpenAPI document with "openapi" or "swagger".`);
  if (typeof version !== 'string' || !(key === 'swagger' ? /^2\.0$/ : /^3\.[012](\.|$)/).test(version))
    throw new FileError(
      `${source.locate([key])}: "${key}" must be ${key === 'swagger' ? '"2.0"' : '"3.0", "3.1" or "3.2", with or without a patch version'}, got ${JSON.stringify(version)}.`,
    );
  if (!isDocument(value))
    throw new FileError(`${file} must be an OpenAPI document with "info", and with "paths" or "webhooks".`);
  return value;
}

/** Checks the outline of a document. The rest is checked where it is used. */
function isDocument(value: unknown): value is OpenApiDocument {
  if (typeof value !== 'object' || value === null) return false;
  const has = (key: string): boolean => {
    const each: unknown = Reflect.get(value, key);
    return typeof each === 'object' && each !== null;
  };
  return has('info') && (has('paths') || has('webhooks'));
}
