/** A browser has no files. Those of the package are in `../package-values.ts`. */
export function existsSync(): boolean {
  return false;
}

export function statSync(
  path: string,
  { throwIfNoEntry = true }: { readonly throwIfNoEntry?: boolean } = {},
): undefined {
  if (throwIfNoEntry) throw noEntry(path);
}

export function readFileSync(path: string): never {
  throw noEntry(path);
}

export async function readFile(path: string): Promise<never> {
  throw noEntry(path);
}

export function realpathSync(path: string): string {
  return path;
}

function noEntry(path: string): Error {
  return Object.assign(new Error(`ENOENT: a browser has no files, such as ${path}`), { code: 'ENOENT' });
}
