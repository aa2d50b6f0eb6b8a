import { nodeProblem } from '../node-version.ts';

/**
 * A module of Node. In the package every import of one is a call of this function, so that the same files run in a browser,
 * where `#runtime` in package.json leads to browser.ts: the build replaces the imports (scripts/build/runtime.ts).
 *
 * @throws {Error} if this Node is too old.
 */
export function builtin(name: string): object | undefined {
  const problem = nodeProblem(process.versions);
  if (problem !== undefined) throw new Error(problem);
  return process.getBuiltinModule(name);
}

/** The value of a file of the package, by its path, where it can't be read. Node reads the file. */
export function embeddedValue(_path: string): unknown {
  return undefined;
}
