// Runs the scripts named on the command line one after another, and prints a line of JSON for each: { name, lines }.
// They run unchanged, in one process and with the built library, because starting each from the source is slow.
import { registerHooks } from 'node:module';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';

const [library, ...scripts] = process.argv.slice(2);
let name = '';
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.endsWith('/src/index.ts')) return next(pathToFileURL(library).href, context);
    const found = next(specifier, context);
    // Each script has its own copy of the shared counter.
    return basename(found.url) === 'lib.mjs' ? { ...found, url: `${found.url}?${name}` } : found;
  },
});

const print = console.log;
for (const script of scripts) {
  name = basename(script, '.mjs');
  const lines = [];
  console.log = (line) => lines.push(String(line));
  try {
    await import(pathToFileURL(script).href);
  } catch (error) {
    lines.push(`FAILS ${error.stack}`);
  }
  print(JSON.stringify({ name, lines }));
}
process.exit();
