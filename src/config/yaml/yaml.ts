import type * as Yaml from 'yaml';

import { loadPackage } from '../../late-packages.ts';

/** Maximum number of aliases, because each one is searched among all anchors before it. */
const MAX_ALIASES = 20_000;

/** A composed document, the places of its lines, and its first error. */
export interface ComposedYaml {
  readonly document: Yaml.Document;
  readonly lines: Yaml.LineCounter;
  readonly error?: { readonly message: string; readonly offset: number; readonly cause?: Error };
}

/** How numbers are read. */
export interface YamlReading {
  /** Integers keep all digits, as `bigint`. Default false. */
  readonly intAsBigInt?: boolean;
}

/** Composes a text in linear time. */
export function composeYaml(text: string, { intAsBigInt = false }: YamlReading = {}): ComposedYaml {
  const { LineCounter, parseDocument } = loadPackage('yaml');
  const lines = new LineCounter();
  // The library compares each key of a map with all others. `findProblem` is faster.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, intAsBigInt });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const message = broken.code === 'RESOURCE_EXHAUSTION' ? 'must not be nested so deeply' : broken.message;
    return { document, lines, error: { message, offset: broken.pos[0], cause: broken } };
  }
  const error = findProblem(document);
  return { document, lines, ...(error === undefined ? {} : { error }) };
}

/** Checks that the library doesn't make, or not fast enough. */
function findProblem(document: Yaml.Document): ComposedYaml['error'] {
  const { isScalar, visit } = loadPackage('yaml');
  let aliasCount = 0;
  let error: ComposedYaml['error'];
  const stopAt = (message: string, node: Yaml.Node): symbol => {
    error = { message, offset: node.range?.[0] ?? 0 };
    return visit.BREAK;
  };
  visit(document, {
    Alias(_key, alias) {
      aliasCount += 1;
      return aliasCount > MAX_ALIASES ? stopAt(`Maximum ${MAX_ALIASES} aliases`, alias) : undefined;
    },
    Map(_key, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) return stopAt('Map keys must be unique', key);
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return error;
}
