import { readFileSync } from 'node:fs';

import { createContract } from '../contract/contract.ts';
import type { Contract } from '../contract/contract.ts';
import { ContractError, keysOf } from '../contract/document.ts';
import type { OpenApiDocument } from '../contract/document.ts';
import { createMountedDocument } from '../contract/mounted.ts';
import type { MountedDocument } from '../contract/mounted.ts';
import { packageFile } from './package-file.ts';
import { FileError, readYamlFile } from './yaml-file.ts';

/**
 * Reads and compiles the contract of an API from specs/, and makes something of it.
 *
 * @throws {FileError} with file, line and reason, where the contract can't be served, or `use` finds that it can't.
 */
export function readContract<T>(name: string, use: (contract: Contract) => T): T {
  const file = readYamlFile(specFileOf(name));
  if (!isDocument(file.value))
    throw new FileError(`${file.locate([])} is not an OpenAPI document: it has no openapi, info and paths.`);
  try {
    return use(createContract(name, file.value));
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    throw new FileError(`${file.locate(keysOf(error.pointer))}: ${error.message}`, { cause: error });
  }
}

/**
 * Reads a document that is to be mounted as it is.
 *
 * @throws {FileError} with file, line and reason, where it can't be.
 */
export function readMounted(name: string, path: string): MountedDocument {
  const value = readJson(path) ?? readYamlFile(path).value;
  if (typeof value !== 'object' || value === null)
    throw new FileError(`${path} is not an OpenAPI document: it holds ${JSON.stringify(value)?.slice(0, 100)}.`);
  try {
    return createMountedDocument(name, value);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    throw new FileError(`${readYamlFile(path).locate(keysOf(error.pointer))}: ${error.message}`, { cause: error });
  }
}

/** A document of ten megabytes takes YAML's parser seconds. What is wrong with JSON, that one can tell by its line. */
function readJson(path: string): unknown {
  if (!path.endsWith('.json')) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The file of an API's contract. */
export function specFileOf(name: string): string {
  return packageFile(`specs/${name}.yaml`);
}

/** The rest of a document is checked while it is compiled. */
function isDocument(value: unknown): value is OpenApiDocument {
  return typeof value === 'object' && value !== null && 'openapi' in value && 'info' in value && 'paths' in value;
}
