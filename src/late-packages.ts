/**
 * Packages that take long to load, and that many users of a mock never need. Each is loaded when it is first used: a test
 * file that creates a mock waits for none of them.
 */
import { createRequire } from 'node:module';
import type * as Fastify from '@fastify/busboy';
import type Cors from 'cors';
import type Express from 'express';
import type Negotiator from 'negotiator';
import type GetRawBody from 'raw-body';
import type * as XmlBuilder from 'xmlbuilder2';
import type * as Yaml from 'yaml';

/** The packages by name, with what `require` returns. */
interface Packages {
  readonly '@fastify/busboy': typeof Fastify;
  readonly cors: typeof Cors;
  readonly express: typeof Express;
  readonly negotiator: typeof Negotiator;
  readonly 'raw-body': typeof GetRawBody;
  readonly xmlbuilder2: typeof XmlBuilder;
  /** A package that was built doesn't need it for its own files. */
  readonly yaml: typeof Yaml;
}

const load = createRequire(import.meta.url);

/** Loads a package, the first time. */
export function loadPackage<N extends keyof Packages>(name: N): Packages[N] {
  const loaded: Packages[N] = load(name);
  return loaded;
}
