import { packageValues } from './package-values.ts';
import { modules } from './substitutes/index.ts';

/** The substitute of a module of Node. Undefined if a browser never uses it. */
export function builtin(name: string): object | undefined {
  return modules[name];
}

/** The value of a file of the package, by its path. */
export function embeddedValue(path: string): unknown {
  return packageValues[path];
}
