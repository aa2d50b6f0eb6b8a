import { isBuiltin } from 'node:module';
import { relative, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import type { OutputOptions, RolldownOutput } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { minifySync } from 'rolldown/utils';

import { RUNTIME, runtimePlugin } from './runtime.ts';

/** The files of src/ by their path in dist/, both without the ending. */
export type Entries = Readonly<Record<string, string>>;

/**
 * Packages that are bundled, with what they use: Prism, because of the hundred packages behind it; faker, which Prism uses; what
 * the bundler adds for the syntax of later versions of Node; and those whose many files would each be searched at a start. The
 * other dependencies are installed with the package; Express uses several of them too.
 */
const BUNDLED =
  /^(@stoplight|@faker-js|@oxc-project|ajv|ajv-formats|commander|cookie|fastest-levenshtein|jsonc-parser)(\/|$)/;

/** The same for types. What is exported refers to no others but Express's. */
const BUNDLED_TYPES = /^openapi-types$/;

/**
 * Modules that export a value of JSON, which takes long to make and is the same at each start: by their path, the name of the
 * value.
 */
const CONSTANT: ReadonlyMap<string, string> = new Map([['src/campus/names/word-lists.ts', 'wordLists']]);

/** The chunks of code that is not ours. In ours only comments are left out, so that stack traces have lines and names. */
const FOREIGN: ReadonlySet<string> = new Set(['ajv', 'commander', 'faker', 'prism']);

/**
 * What Prism gets of packages of which it uses little, by their names: of lodash one function, and no reader of references to
 * other files, because all references are within the schema.
 */
const PARTS: ReadonlyMap<string, string> = new Map([
  ['json-schema-ref-parser', 'module.exports = {};'],
  ['lodash', `exports.cloneDeep = require('${resolve('node_modules/lodash/cloneDeep.js')}');`],
]);
const PART = '\0part:';

const written = {
  dir: 'dist',
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
} satisfies OutputOptions;

/**
 * Writes the programs to dist/, and returns the files of other packages that they contain.
 *
 * @param importable the packages that are installed with ours, or that its user has.
 * @throws {Error} if a file imports another one.
 */
export async function bundlePrograms(entries: Entries, importable: ReadonlySet<string>): Promise<readonly string[]> {
  const bundle = await rolldown({
    input: entries,
    platform: 'node',
    transform: { target: 'node22' },
    resolve: {
      alias: {
        // Its main file is UMD, whose own require() no bundler can follow.
        'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
        // Prism imports it with all its locales. Ours are imported by name.
        '@faker-js/faker$': '@faker-js/faker/locale/en',
        // Its main file has a require() of its own.
        '@stoplight/json-schema-sampler': '@stoplight/json-schema-sampler/src/json-schema-sampler.js',
        // It needs node:vm otherwise.
        'jsonpath-plus': resolve('node_modules/jsonpath-plus/dist/index-browser-umd.min.cjs'),
      },
    },
    external: (id, importer) => !isBuiltin(id) && externalBut(BUNDLED)(id, importer),
    logLevel: 'warn',
    plugins: [
      runtimePlugin(),
      {
        name: 'constants',
        resolveId: (id) => (PARTS.has(id) ? `${PART}${id}` : undefined),
        async load(id) {
          if (id.startsWith(PART)) return PARTS.get(id.slice(PART.length));
          const file = relative(process.cwd(), id);
          if (file === 'src/page/bundle.ts') return 'export function bundlePage() {}';
          const name = CONSTANT.get(file);
          if (name === undefined) return undefined;
          const { [name]: value }: Readonly<Record<string, unknown>> = await import(id);
          return `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`;
        },
      },
      {
        name: 'minify',
        // Node reads text of ASCII alone faster, and stores it in half the memory.
        generateBundle(_options, files) {
          for (const file of Object.values(files)) {
            if (file.type !== 'chunk') continue;
            if (file.code.includes('var __require')) throw new Error('A bundled package calls require().');
            const foreign = FOREIGN.has(file.name);
            const codegen = { removeWhitespace: foreign, asciiOnly: true };
            file.code = minifySync(file.fileName, file.code, { compress: foreign, mangle: foreign, codegen }).code;
          }
        },
      },
    ],
  });
  const { output } = await bundle.write({
    ...written,
    codeSplitting: {
      groups: [
        { name: 'faker', test: /\/node_modules\/@faker-js\// },
        { name: 'ajv', test: /\/node_modules\/(?:ajv|ajv-formats|fast-uri|fast-deep-equal|json-schema-traverse)\// },
        { name: 'commander', test: /\/node_modules\/commander\// },
      ],
    },
  });
  const local = new Set(output.map(({ fileName }) => fileName));
  for (const { fileName, imported } of importsOf(output)) {
    const [name = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(imported) ?? [];
    if (!local.has(imported) && imported !== RUNTIME && !importable.has(name))
      throw new Error(`dist/${fileName} imports ${imported}, which is not installed with the package.`);
  }
  return foreignFiles(output);
}

/** The same for the types: a compiler of a user reads only what is exported. */
export async function bundleTypes(entries: Entries): Promise<readonly string[]> {
  const bundle = await rolldown({
    input: entries,
    platform: 'node',
    external: externalBut(BUNDLED_TYPES),
    // A package whose types are not used leaves no import behind.
    treeshake: { moduleSideEffects: false },
    logLevel: 'warn',
    plugins: [dts({ emitDtsOnly: true, generator: 'oxc' })],
  });
  const { output } = await bundle.write(written);
  return foreignFiles(output);
}

function externalBut(bundled: RegExp): (id: string, importer?: string) => boolean {
  return (id, importer = '') => !/^[./]/.test(id) && !bundled.test(id) && !importer.includes('/node_modules/');
}

function importsOf(output: RolldownOutput['output']): readonly { fileName: string; imported: string }[] {
  return output.flatMap((file) => {
    const imports = file.type === 'chunk' ? [...file.imports, ...file.dynamicImports] : [];
    return imports.map((imported) => ({ fileName: file.fileName, imported }));
  });
}

export function foreignFiles(output: RolldownOutput['output']): readonly string[] {
  const files = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  return files.filter((file) => file.includes('/node_modules/') && !file.startsWith('\0'));
}
