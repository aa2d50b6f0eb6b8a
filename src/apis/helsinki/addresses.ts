import { unescapeComponent } from '../../contract/text/query.ts';
import type { Refusal } from '../../engine/outcome.ts';
import { refusals } from './refusals.ts';

/** The known first segments below `/api/v0` (controllers/mod.rs of 2026). */
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

/** Whether a path is below `/api/v0`: only these have the server's middleware and its JSON 404. */
export function isBelowApi(path: string): boolean {
  const [, api = '', version = ''] = path.split('/', 3);
  // The server's router compares decoded segments. One that can't be decoded is compared unchanged.
  return unescapeComponent(api) === 'api' && unescapeComponent(version) === 'v0';
}

/** An unknown segment below `/api/v0` gets a 404 in JSON. Other unknown paths get an empty 404. */
export function refuseUnknownPath(path: string): Refusal {
  if (!isBelowApi(path) || SCOPES.has(unescapeComponent(path.split('/')[3] ?? ''))) return refusals.unknownPath;
  const fields = { message: `No handler found for route '${path}'` };
  return { kind: 'refusal', status: 404, example: 'unknownRoute', fields };
}
