/** The bodies stand in specs/helsinki.yaml. The server has no 405: a wrong method is an unknown path. */
export const refusals = {
  unknownPath: { kind: 'refusal', status: 404, example: '' },
  unknownMethod: { kind: 'refusal', status: 404, example: '' },
  notABoolean: { kind: 'refusal', status: 400, example: 'notABoolean', operations: ['streamCompletions'] },
  duplicateParameter: {
    kind: 'refusal',
    status: 400,
    example: 'duplicateParameter',
    operations: ['streamCompletions'],
  },
  unknownField: { kind: 'refusal', status: 400, example: 'unknownField', operations: ['streamCompletions'] },
  malformedPath: { kind: 'refusal', status: 400, example: 'malformedPath', operations: ['streamCompletions'] },
  notBasic: { kind: 'refusal', status: 403, example: 'notBasic', isOfCredentials: true },
  malformedToken: { kind: 'refusal', status: 403, example: 'malformedToken', isOfCredentials: true },
  unknownKey: { kind: 'refusal', status: 403, example: 'unknownKey', isOfCredentials: true },
  unknownCourse: { kind: 'refusal', status: 404, example: 'unknownCourse', operations: ['streamCompletions'] },
  unreadableBody: { kind: 'refusal', status: 400, example: 'unreadableBody', operations: ['registerCompletions'] },
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
