import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative } from 'node:path';

import { FileError } from './yaml/yaml-file.ts';

/**
 * Makes a check that keeps files below some folders, by their real paths: a symbolic link that leads out is refused too.
 * What a mounted document refers to is served, so it must not reach any file of the machine.
 *
 * @returns why a file may not be read, and the flag that allows it; undefined when it may, or there is no such file.
 * @throws {FileError} where there is no such folder.
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
  if (path === undefined) throw new FileError(`There is no folder ${folder} to allow. Correct --allowed-folders.`);
  return path;
}

/** Undefined when there is no such file: reading it says so better. */
function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function isBelow(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
}
