import type { Refusal } from '../../engine/outcome.ts';

/** The bodies stand in specs/helsinki.yaml. The server has no 405: a wrong method is an unknown path. */
export const refusals = {
  unknownPath: { kind: 'refusal', status: 404, example: '' },
  unknownMethod: { kind: 'refusal', status: 404, example: '' },
  notABoolean: {
    kind: 'refusal',
    status: 400,
    example: 'notABoolean',
    operations: ['streamCompletions', 'streamModuleCompletions'],
  },
  duplicateParameter: {
    kind: 'refusal',
    status: 400,
    example: 'duplicateParameter',
    operations: ['streamCompletions', 'streamModuleCompletions'],
  },
  unknownField: {
    kind: 'refusal',
    status: 400,
    example: 'unknownField',
    operations: ['streamCompletions', 'streamModuleCompletions'],
  },
  malformedPath: {
    kind: 'refusal',
    status: 400,
    example: 'malformedPath',
    operations: ['streamCompletions', 'streamModuleCompletions'],
  },
  notBasic: { kind: 'refusal', status: 403, example: 'notBasic', isOfCredentials: true },
  malformedToken: { kind: 'refusal', status: 403, example: 'malformedToken', isOfCredentials: true },
  unknownKey: { kind: 'refusal', status: 403, example: 'unknownKey', isOfCredentials: true },
  unknownCourse: { kind: 'refusal', status: 404, example: 'unknownCourse', operations: ['streamCompletions'] },
  malformedModule: {
    kind: 'refusal',
    status: 404,
    example: 'malformedModule',
    operations: ['streamModuleCompletions'],
  },
  unknownModule: { kind: 'refusal', status: 404, example: 'unknownModule', operations: ['streamModuleCompletions'] },
  otherModule: { kind: 'refusal', status: 404, example: 'otherModule', operations: ['streamModuleCompletions'] },
  unreadableBody: { kind: 'refusal', status: 400, example: 'unreadableBody', operations: ['registerCompletions'] },
  wrongType: { kind: 'refusal', status: 400, example: 'wrongType', operations: ['registerCompletions'] },
  tooLarge: { kind: 'refusal', status: 400, example: 'tooLarge', operations: ['registerCompletions'] },
  tooLargeStream: { kind: 'refusal', status: 400, example: 'tooLargeStream', operations: ['registerCompletions'] },
  unknownCompletion: {
    kind: 'refusal',
    status: 400,
    example: 'unknownCompletion',
    operations: ['registerCompletions'],
    reason: 'absent',
  },
  noRoom: {
    kind: 'refusal',
    status: 429,
    example: 'tooManyRequests',
    operations: ['registerCompletions'],
    headers: { 'Retry-After': '1' },
  },
} as const;

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
  return decoded(api) === 'api' && decoded(version) === 'v0';
}

/** As the server's router compares a segment; as it came where it can't be decoded. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** `/api/v0` says in JSON that it has no such part. The parts themselves, and other addresses, say nothing. */
export function refuseUnknownPath(path: string): Refusal {
  if (!isBelowApi(path) || SCOPES.has(decoded(path.split('/')[3] ?? ''))) return refusals.unknownPath;
  const fields = { message: `No handler found for route '${path}'` };
  return { kind: 'refusal', status: 404, example: 'unknownRoute', fields };
}
