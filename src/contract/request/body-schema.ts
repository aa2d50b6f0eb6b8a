import type { DataValidationCxt, ErrorObject } from 'ajv/dist/types/index.js';

import { pointerTo, valueAt } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { MAX_VIOLATIONS } from '../text/pairs-reader.ts';
import { schemasBelow } from '../schema/keywords/schema-words.ts';
import { createValidators } from '../schema/schema.ts';
import type { Validate } from '../schema/keywords/own-keyword.ts';
import { quote } from '../violation.ts';
import type { ViolationRule } from '../violation.ts';

/** A breach of a body's schema. */
export interface Breach {
  /** The place in the body, as a JSON pointer: `/user/email`. Empty for the whole body. */
  readonly place: string;
  readonly rule: ViolationRule;
  readonly message: string;
}

/** Checks a body against its schema. */
export interface BodySchema {
  /** The breaches of a value with a size in bytes. Empty if it conforms. */
  check(value: unknown, byteLength: number): readonly Breach[];
}

/** Above this size, only the first breach of a body is reported, so that a client can't demand much time. */
const MAX_EXPLAINED_BYTES = 65_536;

/**
 * Compiles the schemas of request bodies. Members that are `readOnly` are required only in answers. One that is sent
 * is a breach of the rule `read-only`.
 *
 * @throws {ContractError} from the compiler, if a schema is invalid.
 */
export function createBodySchemaCompiler(reader: DocumentReader): (pointer: string) => BodySchema {
  const readOnly = new Set<string>();
  let refused: readonly string[] = [];
  const noteReadOnly = {
    keyword: 'readOnly',
    schemaType: 'boolean' as const,
    errors: false,
    // The member is recorded and not refused, because it must not decide which of several alternatives matches.
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
    // In a recursive schema, the time to find all breaches grows with a power of the depth.
    const isThorough = !isRecursive(reader, { value: { $ref: pointer }, pointer });
    let thorough: Validate | undefined;

    function errorsOf(value: unknown, byteLength: number): readonly ErrorObject[] {
      if (validate(value)) return [];
      if (!isThorough || byteLength > MAX_EXPLAINED_BYTES) return validate.errors ?? [];
      // Compiled on the first breach, because many documents never need it.
      compileThorough ??= createValidators(reader, { ...options, allErrors: true });
      thorough ??= compileThorough(pointer);
      thorough(value);
      return thorough.errors ?? [];
    }

    /**
     * The read-only members that the body has. A member may be marked by an alternative that the body doesn't match. Such a
     * member doesn't count: refusing it adds no error.
     */
    function readOnlyOf(value: unknown, byteLength: number, errors: readonly ErrorObject[]): readonly string[] {
      const noted = [...readOnly].filter((place) => !errors.some((error) => isOfNoAlternative(error, place)));
      if (noted.length === 0) return [];
      // One check for each member would take too long for a large body.
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
          return { place, rule: 'read-only', message: 'read-only: must not be sent in requests' };
        });
        return [...errors.slice(0, MAX_VIOLATIONS).map((error) => breachOf(error, value)), ...sent];
      },
    };
  };
}

/**
 * Whether a schema refers to itself, directly or through other schemas.
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
    // Its target depends on the schemas above.
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

/** Whether the value around a member matches none of several alternatives. Then it is unknown which one was meant. */
function isOfNoAlternative({ keyword, instancePath }: ErrorObject, place: string): boolean {
  return /^(anyOf|oneOf)$/.test(keyword) && `${place}/`.startsWith(`${instancePath}/`);
}

function breachOf(error: ErrorObject, body: unknown): Breach {
  const { instancePath, keyword, message = keyword } = error;
  // For an invalid name, the data is the name. In numbers of the data, Ajv has rounded digits that the body has.
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
      const expected = [Reflect.get(params, 'type')].flat().join(' or ');
      return { place: instancePath, rule: 'schema', message: `must be ${expected}, got ${got}` };
    }
    case 'uniqueItems':
      return { place: instancePath, rule: 'schema', message: `must not have duplicate items, got ${got}` };
    default:
      return { place: instancePath, rule: 'schema', message: `${message}, got ${got}` };
  }
}
