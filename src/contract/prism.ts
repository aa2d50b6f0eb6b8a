/**
 * The only door to Prism. Importing this file costs half a second and 90 MB, so it is imported when a value has to be made
 * of a schema.
 */
import { generate, generateStatic } from '@stoplight/prism-http/dist/mocker/generator/JSONSchema.js';

import { OutOfTimeError, withinTime } from './schema/time-limit.ts';

/** A schema whose references lead into its own `__bundled__`. */
export interface BundledSchema {
  readonly schema: object;
  readonly bundle: object;
}

/** Maximum time that a value may take to make: a schema that holds very many others could keep Prism busy for hours. */
const MAX_MS = 1_000;

const endless = new WeakSet<object>();

/** The value that a schema shows: the least that its types, defaults and lists allow. Undefined where Prism has none. */
export function showValue({ schema, bundle }: BundledSchema): unknown {
  return makeInTime(schema, () => {
    const result = generateStatic({ ...noOperation(), ...Object({ __bundled__: bundle }) }, schema);
    return result._tag === 'Right' ? result.right : undefined;
  });
}

/** A value of a schema that is made up. The same seed gives the same value. Undefined where Prism has none. */
export function makeUpValue({ schema, bundle }: BundledSchema, seed: string): unknown {
  return makeInTime(schema, () => {
    const result = generate(noOperation(), bundle, schema, seed);
    return result._tag === 'Right' ? result.right : undefined;
  });
}

/** What took too long once is not tried again. */
function makeInTime(schema: object, make: () => unknown): unknown {
  if (endless.has(schema)) return undefined;
  try {
    return withinTime(MAX_MS, make);
  } catch (error) {
    if (error instanceof OutOfTimeError) endless.add(schema);
    return undefined;
  }
}

type Operation = Parameters<typeof generateStatic>[0];

/** Prism names it in the messages of its errors. */
function noOperation(): Operation {
  return { id: '', method: 'get', path: '/', responses: [] };
}
