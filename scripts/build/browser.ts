import { createRequire, isBuiltin } from 'node:module';
import { resolve } from 'node:path';
import { rolldown } from 'rolldown';
import type { Plugin } from 'rolldown';

import { foreignFiles } from './bundle.ts';

const FOLDER = resolve('src/runtime/substitutes');
const { resolve: packageFile } = createRequire(import.meta.url);

/** What stands for the modules of Node in browsers: a file of src/runtime/substitutes/, or a package. */
const SUBSTITUTES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['buffer', 'crypto', 'fs', 'http', 'net', 'process', 'timers', 'url', 'util', 'zlib'].map((name) => [
      name,
      `${FOLDER}/${name}.ts`,
    ]),
  ),
  events: packageFile('events/'),
  path: packageFile('path-browserify'),
  stream: packageFile('readable-stream/lib/ours/browser.js'),
  string_decoder: packageFile('string_decoder/'),
};

/** Modules of Node that Express asks for, and does without. */
const DISPENSABLE: ReadonlySet<string> = new Set(['async_hooks', 'diagnostics_channel', 'querystring']);

/** Parts of Express and xmlbuilder2 that lms-mock doesn't use: body parsers, files, the media types of file names, queries, YAML. */
const UNUSED = /^(?:body-parser|iconv-lite|js-yaml|mime-db|qs|send|serve-static)$/;

/** A dependency that needs no module of Node. The user's bundler finds it. */
const PORTABLE = 'yaml';

const EMPTY = '\0empty';

/** The beginning of imports of values in dist/yaml/. */
const VALUES = 'lms-mock-values/';

/**
 * Writes dist/runtime/browser.js, and returns the files of packages that it contains.
 *
 * @param paths the files whose values are in dist/yaml/.
 */
export async function bundleBrowserRuntime(paths: readonly string[], version: string): Promise<readonly string[]> {
  const bundle = await rolldown({
    input: 'src/runtime/browser.ts',
    platform: 'browser',
    external: (id) => id === PORTABLE || id.startsWith(VALUES),
    transform: {
      target: 'es2024',
      define: { global: 'globalThis' },
      inject: {
        Buffer: [`${FOLDER}/buffer.ts`, 'Buffer'],
        process: [`${FOLDER}/process.ts`, 'process'],
        setImmediate: [`${FOLDER}/timers.ts`, 'setImmediate'],
      },
    },
    logLevel: 'warn',
    plugins: [substitutesPlugin(valuesCode(paths, version))],
  });
  const { output } = await bundle.write({
    file: 'dist/runtime/browser.js',
    format: 'esm',
    minify: true,
    paths: (id) => (id.startsWith(VALUES) ? id.replace(VALUES, '../yaml/') : id),
  });
  return foreignFiles(output);
}

/** The code of src/runtime/package-values.ts: it imports the values that `npm run build` stores in dist/yaml/. */
function valuesCode(paths: readonly string[], version: string): string {
  const imports = paths.map(
    (path, index) => `import value${index} from '${VALUES}${path}.json' with { type: 'json' };`,
  );
  const members = paths.map((path, index) => `'${path}': value${index}`);
  return `${imports.join('\n')}
export const packageValues = { ${members.join(', ')}, 'package.json': { version: '${version}' } };`;
}

function substitutesPlugin(values: string): Plugin {
  return {
    name: 'substitutes',
    resolveId(id, importer) {
      const name = id.replace(/^node:|\/$/g, '');
      if (UNUSED.test(id) || DISPENSABLE.has(name)) return EMPTY;
      if (!isBuiltin(name)) return undefined;
      const substitute = SUBSTITUTES[name];
      if (substitute === undefined) throw new Error(`${importer} imports ${id}, which has no substitute for browsers.`);
      return substitute;
    },
    load(id) {
      if (id === resolve('src/runtime/package-values.ts')) return values;
      return id === EMPTY ? 'module.exports = {};' : undefined;
    },
  };
}
