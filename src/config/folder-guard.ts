import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative } from 'node:path';

import { FileError } from './yaml/yaml-file.ts';

/**
 * Makes a check that files are below some folders, by their real paths, so that a symbolic link that leads out is refused.
 * The files that a mounted document refers to are served, so it must not reach other files of the machine.
 *
 * @returns Why a file must not be read, and the flag that allows it. Undefined if it may be read, or doesn't exist.
 * @throws {FileError} if a folder doesn't exist.
 */
export function createFolderGuard(folders: readonly string[]): (file: string) => string | undefined {
  const roots = folders.map(realFolder);
  return (file) => {
    const path = realPath(file);
    if (path === undefined || roots.some((root) => isBelow(path, root))) return undefined;
    return `${file} is outside the document's folder and the working folder; allow its folder with --allowed-folders ${dirname(path)}`;
  };
}

function realFolder(folder: string): string {
  const path = realPath(folder);
  if (path === undefined) throw new FileError(`The folder ${folder} of --allowed-folders must exist.`);
  return path;
}

/** Undefined if there is no such file. Reading it then gives a better message. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function isBelow(path: string, root: string): boolean {
  const relativePath = relative(root, path);
  return relativePath !== '..' && !/^\.\.[\\/]/.test(relativePath) && !isAbsolute(relativePath);
}
