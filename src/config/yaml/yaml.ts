import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

const load = createRequire(import.meta.url);

/** Each alias is looked up among all anchors before it, so their number is bounded. */
const MAX_ALIASES = 20_000;

/** A composed document, the places of its lines, and the first thing that is wrong with it. */
export interface ComposedYaml {
  readonly document: Yaml.Document;
  readonly lines: Yaml.LineCounter;
  readonly error?: { readonly message: string; readonly offset: number; readonly cause?: Error };
}

/** How numbers are read. */
export interface YamlReading {
  /** Integers keep all their digits, as `bigint`. Default false. */
  readonly intAsBigInt?: boolean;
}

/** The reader of YAML: loaded where there is some to read, for that takes 20 ms, and the build has read the package's own. */
export function loadYaml(): typeof Yaml {
  const yaml: typeof Yaml = load('yaml');
  return yaml;
}

/** Composes a text, in a time that grows with its length. */
export function composeYaml(text: string, { intAsBigInt = false }: YamlReading = {}): ComposedYaml {
  const { LineCounter, parseDocument } = loadYaml();
  const lines = new LineCounter();
  // The library compares each key of a map with all the others; `findProblem` does not.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, intAsBigInt });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const message = broken.code === 'RESOURCE_EXHAUSTION' ? 'it is nested too deeply' : broken.message;
    return { document, lines, error: { message, offset: broken.pos[0], cause: broken } };
  }
  const error = findProblem(document);
  return { document, lines, ...(error === undefined ? {} : { error }) };
}

/** What the library does not check, or not fast enough. */
function findProblem(document: Yaml.Document): ComposedYaml['error'] {
  const { isScalar, visit } = loadYaml();
  let aliasCount = 0;
  let error: ComposedYaml['error'];
  const stopAt = (message: string, node: Yaml.Node): symbol => {
    error = { message, offset: node.range?.[0] ?? 0 };
    return visit.BREAK;
  };
  visit(document, {
    Alias(_key, alias) {
      aliasCount += 1;
      return aliasCount > MAX_ALIASES ? stopAt(`At most ${MAX_ALIASES} aliases are read`, alias) : undefined;
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
