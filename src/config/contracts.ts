import { createContract } from '../contract/contract.ts';
import type { Contract } from '../contract/contract.ts';
import { ContractError, keysOf } from '../contract/document.ts';
import type { OpenApiDocument } from '../contract/document.ts';
import { withDocumentedOperations } from './documented-operations.ts';
import { packageFile } from './package-file.ts';
import { readPackageYaml } from './yaml/package-yaml.ts';
import { FileError } from './yaml/yaml-file.ts';

/** The contract of an API in specs/. */
export interface ContractFile {
  /** The build has checked it. */
  readonly isChecked: boolean;
  /**
   * Compiles the contract, and uses it.
   *
   * @throws {FileError} with file, line and reason, if the contract or `make` throws a ContractError.
   */
  use<T>(make: (contract: Contract) => T): T;
}

/** @throws {FileError} if the file is missing or is not YAML. */
export function openContract(
  name: string,
  { documentedOnly = false }: { readonly documentedOnly?: boolean } = {},
): ContractFile {
  const file = readPackageYaml(specPathOf(name));
  const { isChecked = false } = file;
  return {
    isChecked,
    use(make) {
      const { value } = file;
      if (!isDocument(value))
        throw new FileError(`${file.locate([])} must be an OpenAPI document with openapi, info and paths.`);
      try {
        return make(compile(name, documentedOnly ? documentedPart(value) : value, isChecked));
      } catch (error) {
        if (!(error instanceof ContractError)) throw error;
        throw new FileError(`${file.locate(keysOf(error.pointer))}: ${error.message}`, { cause: error });
      }
    },
  };
}

/** Compiled once for all mocks, because a contract has no state. */
const compiled = new WeakMap<OpenApiDocument, Contract>();

function compile(name: string, document: OpenApiDocument, isChecked: boolean): Contract {
  const known = compiled.get(document);
  if (known !== undefined) return known;
  const contract = createContract(name, document, { isChecked });
  compiled.set(document, contract);
  return contract;
}

const documentedParts = new WeakMap<OpenApiDocument, OpenApiDocument>();

function documentedPart(document: OpenApiDocument): OpenApiDocument {
  const part = documentedParts.get(document) ?? withDocumentedOperations(document);
  documentedParts.set(document, part);
  return part;
}

/** The file of an API's contract. */
export function specFileOf(name: string): string {
  return packageFile(specPathOf(name));
}

function specPathOf(name: string): string {
  return `specs/${name}.yaml`;
}

/** Checks the outline of a document. The rest is checked while it is compiled. */
function isDocument(value: unknown): value is OpenApiDocument {
  return typeof value === 'object' && value !== null && 'openapi' in value && 'info' in value && 'paths' in value;
}
