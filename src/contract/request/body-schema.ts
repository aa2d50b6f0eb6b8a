import type { DataValidationCxt, ErrorObject } from 'ajv/dist/types/index.js';

import { keysOf, pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { MAX_VIOLATIONS } from '../text/pairs-reader.ts';
import { schemasBelow } from '../schema/keywords/schema-words.ts';
import { createValidators } from '../schema/schema.ts';
import type { Validate } from '../schema/keywords/own-keyword.ts';
import { quote } from '../violation.ts';
import type { ViolationRule } from '../violation.ts';

/** Something wrong with a body. */
export interface Breach {
  /** Where in the body, as a JSON pointer: `/user/email`; empty for all of it. */
  readonly place: string;
  readonly rule: ViolationRule;
  readonly message: string;
}

/** Holds a body against its schema. */
export interface BodySchema {
  /** What is wrong with a value that took so many bytes; empty where nothing is. */
  check(value: unknown, byteLength: number): readonly Breach[];
}

/** Above this, only the first mistake of a body is told: to look for all of them takes time that a client could ask for. */
const MAX_EXPLAINED_BYTES = 65_536;

/**
 * Compiles the schemas of request bodies. Members that are `readOnly` are required of answers alone; one that is sent
 * is a breach of the rule `read-only`.
 *
 * @throws {ContractError} from the compiler, where a schema is broken.
 */
export function createBodySchemaCompiler(reader: DocumentReader): (pointer: string) => BodySchema {
  const readOnly = new Set<string>();
  let refused: readonly string[] = [];
  const noteReadOnly = {
    keyword: 'readOnly',
    schemaType: 'boolean' as const,
    errors: false,
    // What is found is noted, not refused: it must not decide which of several alternatives fits.
    validate: (isMarked: boolean, _value: unknown, _schema: unknown, context?: DataValidationCxt): boolean => {
      const place = context?.instancePath ?? '';
      if (isMarked && readOnly.size < MAX_VIOLATIONS) readOnly.add(place);
      return !isMarked || !refused.includes(place);
    },
  };
  const options = { direction: 'request', keywords: [noteReadOnly], verbose: true } as const;
  const compile = createValidators(reader, options);
  let compileThorough: ((pointer: string) => Validate) | undefined;

  return (pointer) => {
    const validate = compile(pointer);
    // To look for all mistakes of what holds its own kind takes time that grows with a power of its depth.
    const isThorough = !isRecursive(reader, { value: { $ref: pointer }, pointer });
    let thorough: Validate | undefined;

    function errorsOf(value: unknown, byteLength: number): readonly ErrorObject[] {
      if (validate(value)) return [];
      if (!isThorough || byteLength > MAX_EXPLAINED_BYTES) return validate.errors ?? [];
      // Only a document whose clients make mistakes needs it.
      compileThorough ??= createValidators(reader, { ...options, allErrors: true });
      thorough ??= compileThorough(pointer);
      thorough(value);
      return thorough.errors ?? [];
    }

    /**
     * Of the members that a schema marks read-only, those that the body has by it: the schema may be an alternative that
     * the body doesn't fit, and then the body has as many mistakes without such a member.
     */
    function readOnlyOf(value: unknown, byteLength: number, errors: readonly ErrorObject[]): readonly string[] {
      const noted = [...readOnly].filter((place) => !errors.some((error) => isOfNoAlternative(error, place)));
      if (noted.length === 0) return [];
      // Trying one after the other takes as many checks, which is too long for a large body.
      const tried = byteLength > MAX_EXPLAINED_BYTES ? [noted] : noted.map((place) => [place]);
      return tried.flatMap((places) => {
        refused = places;
        return errorsOf(value, byteLength).length > errors.length ? places : [];
      });
    }

    return {
      check(value, byteLength) {
        readOnly.clear();
        refused = [];
        const errors = errorsOf(value, byteLength);
        const sent = readOnlyOf(value, byteLength, errors).map((place): Breach => {
          return { place, rule: 'read-only', message: 'read-only: answers have it, requests leave it out' };
        });
        return [...errors.slice(0, MAX_VIOLATIONS).map((error) => breachOf(error, value)), ...sent];
      },
    };
  };
}

/**
 * Whether a schema refers to itself, by whatever way.
 *
 * @param above The schemas that lead to it.
 * @param done The schemas that don't refer to themselves.
 */
function isRecursive(
  reader: DocumentReader,
  schema: Located<object>,
  above: ReadonlySet<string> = new Set(),
  done = new Set<string>(),
): boolean {
  return Object.entries(schema.value).some(([keyword, value]) => {
    // Where it leads depends on the schemas above.
    if (keyword === '$dynamicRef') return true;
    if (keyword !== '$ref')
      return schemasBelow(keyword, value).some(([, below]) =>
        isRecursive(reader, { ...schema, value: below }, above, done),
      );
    const target = reader.resolve<object>({ $ref: String(value) }, schema.pointer);
    if (done.has(target.pointer)) return false;
    if (above.has(target.pointer)) return true;
    const isFound = isRecursive(reader, target, new Set([...above, target.pointer]), done);
    if (!isFound) done.add(target.pointer);
    return isFound;
  });
}

/** Whether none of several alternatives fits what holds a member. Which of them was meant is not known. */
function isOfNoAlternative({ keyword, instancePath }: ErrorObject, place: string): boolean {
  return /^(anyOf|oneOf)$/.test(keyword) && `${place}/`.startsWith(`${instancePath}/`);
}

/** The value at a pointer, which has the digits that Ajv doesn't know. */
function valueAt(body: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>((node, key) => Reflect.get(Object(node), key), body);
}

function breachOf(error: ErrorObject, body: unknown): Breach {
  const { instancePath, keyword, message = keyword } = error;
  // The data of a mistake in a name is that name.
  const got = quote(typeof error.data === 'string' ? error.data : valueAt(body, instancePath));
  const params: object = error.params;
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
      return {
        place: pointerTo(instancePath, String(Reflect.get(params, 'missingProperty'))),
        rule: 'required',
        message: 'required, but absent',
      };
    case 'additionalProperties':
      return {
        place: pointerTo(instancePath, String(Reflect.get(params, 'additionalProperty'))),
        rule: 'unknown',
        message: 'unknown member',
      };
    case 'enum':
      return {
        place: instancePath,
        rule: 'schema',
        message: `must be one of ${quote(Reflect.get(params, 'allowedValues'))}, got ${got}`,
      };
    case 'type': {
      const wanted = [Reflect.get(params, 'type')].flat().join(' or ');
      return { place: instancePath, rule: 'schema', message: `must be ${wanted}, got ${got}` };
    }
    case 'uniqueItems':
      return { place: instancePath, rule: 'schema', message: `must not have an item twice, got ${got}` };
    default:
      return { place: instancePath, rule: 'schema', message: `${message}, got ${got}` };
  }
}
