import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

import { root } from '../support/processes/server-process.ts';
import { setup as build } from '../support/processes/build.ts';

const execute = promisify(execFile);

declare module 'vitest' {
  interface ProvidedContext {
    readonly packed: PackedPackage;
  }
}

/** The file that `npm pack` wrote. */
export interface PackedPackage {
  readonly tarball: string;
  readonly bytes: number;
  readonly files: readonly string[];
  /** A folder in which only this package is installed. */
  readonly installed: string;
}

/** Packs the checkout once for all tests of the package. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  build();
  const folder = await mkdtemp(join(tmpdir(), 'lms-mock-package-'));
  provide('packed', await installPacked(folder));
  return () => rm(folder, { recursive: true });
}

/** Packs the checkout as it was built, and installs it alone in an empty folder, which gets the packed file too. */
export async function installPacked(folder: string): Promise<PackedPackage> {
  const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await execute('npm', words, { cwd: root });
  const [packed] = Object(JSON.parse(stdout.slice(stdout.indexOf('['))));
  const tarball = join(folder, packed.filename);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await npmInstall(folder, tarball);
  const files = packed.files.map(({ path }: { readonly path: string }) => path);
  return { tarball, bytes: packed.size, files, installed: folder };
}

/** Installs packages, or those of the package.json of the folder, from npm's cache where it has them. */
export async function npmInstall(folder: string, ...packages: readonly string[]): Promise<void> {
  await execute('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', ...packages], {
    cwd: folder,
  });
}
