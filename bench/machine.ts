import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';

/** Where and when a run was made, in a line. */
export function describeMachine(): string {
  const [first] = cpus();
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `${day}: ${first?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, ${memoryGb} GB, Linux ${release()}, Node ${process.versions.node}.`;
}

/** The version of a package as it is installed below a folder (`../`, `./`). */
export function versionOf(name: string, folder: string): string {
  const file = new URL(`${folder}node_modules/${name}/package.json`, import.meta.url);
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}
