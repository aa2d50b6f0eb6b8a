import { unescapeComponent } from '../../contract/text/query.ts';
import type { Refusal } from '../../engine/outcome.ts';
import { refusals } from './refusals.ts';

/** The first segments below `/api/v0` that the server has (controllers/mod.rs of 2026). */
const SCOPES: ReadonlySet<string> = new Set([
  'course-material',
  'cms',
  'files',
  'main-frontend',
  'auth',
  'errors',
  'study-registry',
  'exercise-services',
  'other-domain-redirects',
  'health',
  'tmc-server',
]);

/** Whether a path is one of the API's: the server's middleware and its JSON 404 are for these. */
export function isBelowApi(path: string): boolean {
  const [, api = '', version = ''] = path.split('/', 3);
  // The server's router compares decoded segments, and one that can't be decoded as it came.
  return unescapeComponent(api) === 'api' && unescapeComponent(version) === 'v0';
}

/** `/api/v0` says in JSON that it has no such part. The parts themselves, and other addresses, say nothing. */
export function refuseUnknownPath(path: string): Refusal {
  if (!isBelowApi(path) || SCOPES.has(unescapeComponent(path.split('/')[3] ?? ''))) return refusals.unknownPath;
  const fields = { message: `No handler found for route '${path}'` };
  return { kind: 'refusal', status: 404, example: 'unknownRoute', fields };
}
