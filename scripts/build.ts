/**
 * Builds dist/, which the package carries: the compiled source, with Prism bundled into the one file that imports
 * it, tree-shaken, so that who installs the package gets neither Prism's install-time analytics (@scarf/scarf) nor
 * the hundred packages behind it.
 */
import { execFileSync } from 'node:child_process';
import { rename, rm } from 'node:fs/promises';
import { rolldown } from 'rolldown';

const prism = 'dist/contract/prism.js';
const bundled = 'dist/contract/prism.bundled.js';

await rm('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
const bundle = await rolldown({
  input: prism,
  platform: 'node',
  // Its main file is UMD, whose own require() no bundler can follow.
  resolve: { alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } },
  plugins: [
    {
      // A script that hangs itself on `this`, which is `exports` in CommonJS; the bundler takes it for a module's.
      name: 'uri-template-lite',
      transform: (code, id) =>
        id.includes('/uri-template-lite/') ? `(function () {${code}\n}).call(exports);` : undefined,
    },
  ],
  // Our own modules stay what they are: one copy each.
  external: (id, importer) => id.startsWith('.') && importer?.endsWith(prism) === true,
  logLevel: 'warn',
});
await bundle.write({ file: bundled, format: 'esm', minify: true });
await rename(bundled, prism);
