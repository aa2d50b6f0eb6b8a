import { isBuiltin } from 'node:module';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'rolldown';

/** How the files of dist/ import src/runtime/: package.json leads to the file for Node or for browsers. */
export const RUNTIME = '#runtime';
const RUNTIME_OF_NODE = resolve('src/runtime/node.ts');

const UNUSED = '\0unused-builtin';
const OF_OURS = '\0builtin:';
const OF_PACKAGES = '\0builtin-of-packages:';

/** Global names of Node in our code, and the imports that give them. */
const GLOBALS: Readonly<Record<string, string>> = {
  Buffer: "import { Buffer } from 'node:buffer';",
  process: "import process from 'node:process';",
  setImmediate: "import { setImmediate } from 'node:timers';",
};
const OURS = resolve('src');
/** The command runs in Node only, and names an older Node before it loads anything. */
const OF_NODE = ['src/cli', 'src/runtime'].map((path) => resolve(path));

/**
 * Replaces imports of Node's modules, in our code and in bundled packages, and its global names in our code, by what
 * `#runtime` has.
 */
export function runtimePlugin(): Plugin {
  return {
    name: 'runtime',
    resolveId(id, importer) {
      const name = id.replace(/^node:/, '');
      // The bundler's own code has a require() that nothing uses.
      if (importer?.startsWith('\0rolldown') === true) return { id: UNUSED, moduleSideEffects: false };
      if (isBuiltin(id)) return `${importer?.includes('/node_modules/') === true ? OF_PACKAGES : OF_OURS}${name}`;
      const isRuntime = importer !== undefined && resolve(dirname(importer), id) === RUNTIME_OF_NODE;
      return isRuntime ? { id: RUNTIME, external: true } : undefined;
    },
    transform(code, id) {
      if (!id.startsWith(OURS) || OF_NODE.some((folder) => id.startsWith(folder))) return undefined;
      const used = Object.entries(GLOBALS).filter(([name, line]) => isUsed(name, code) && !code.includes(line));
      return used.length === 0 ? undefined : [code, ...used.map(([, line]) => line)].join('\n');
    },
    load(id) {
      if (id === UNUSED) return 'export const createRequire = undefined;';
      if (id.startsWith(OF_OURS)) return moduleOf(id.slice(OF_OURS.length));
      // Those that a browser loads do without.
      if (!id.startsWith(OF_PACKAGES)) return undefined;
      return `module.exports = globalThis.process?.getBuiltinModule?.('${id.slice(OF_PACKAGES.length)}') ?? {};`;
    },
  };
}

/** Words in comments count too: an import that is not used is left out. */
function isUsed(name: string, code: string): boolean {
  return new RegExp(`(?<![.\\w])${name}\\b`).test(code);
}

/** A module that exports what a module of Node does. */
async function moduleOf(name: string): Promise<string> {
  const exported: object = await import(`node:${name}`);
  const names = Object.keys(exported).filter((key) => /^[A-Za-z]\w*$/.test(key) && key !== 'default');
  return [
    `import { builtin } from '${RUNTIME}';`,
    `const found = builtin('${name}');`,
    'export default found;',
    ...names.map((key) => `export const ${key} = /* @__PURE__ */ (() => found?.${key})();`),
  ].join('\n');
}
