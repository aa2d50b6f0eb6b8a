/**
 * The only import of Prism. It costs half a second and 90 MB, so this file is loaded when a value must be made from a
 * schema.
 */
import { generate, generateStatic } from '@stoplight/prism-http/dist/mocker/generator/JSONSchema.js';

import { OutOfTimeError, withinTime } from './schema/time-limit.ts';

/** A schema whose references point into its own `__bundled__`. */
export interface BundledSchema {
  readonly schema: object;
  readonly bundle: object;
}

/** Maximum time to make a value. Without it, a schema with very many nested schemas could take Prism hours. */
const MAX_MS = 1_000;

const tooSlow = new WeakSet<object>();

/** The sample value of a schema, from its types, defaults and lists. The same for each call. Undefined if Prism has none. */
export function showValue({ schema, bundle }: BundledSchema): unknown {
  return makeInTime(schema, () => {
    const result = generateStatic({ ...noOperation(), ...Object({ __bundled__: bundle }) }, schema);
    return result._tag === 'Right' ? result.right : undefined;
  });
}

/** A random value of a schema. The same seed gives the same value. Undefined if Prism has none. */
export function makeUpValue({ schema, bundle }: BundledSchema, seed: string): unknown {
  return makeInTime(schema, () => {
    const result = generate(noOperation(), bundle, schema, seed);
    return result._tag === 'Right' ? result.right : undefined;
  });
}

/** A schema that took too long once is not tried again. */
function makeInTime(schema: object, make: () => unknown): unknown {
  if (tooSlow.has(schema)) return undefined;
  try {
    return withinTime(MAX_MS, make);
  } catch (error) {
    if (error instanceof OutOfTimeError) tooSlow.add(schema);
    return undefined;
  }
}

type Operation = Parameters<typeof generateStatic>[0];

/** Prism requires an operation, which it quotes in its error messages. */
function noOperation(): Operation {
  return { id: '', method: 'get', path: '/', responses: [] };
}
