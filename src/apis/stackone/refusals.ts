/** The bodies are in specs/stackone.yaml. */
export const refusals = {
  unknownPath: { kind: 'refusal', status: 404, example: 'unknownPath' },
  unknownMethod: { kind: 'refusal', status: 405, example: 'methodNotAllowed' },
  missingAccountId: { kind: 'refusal', status: 400, example: 'missingAccountId', reason: 'account' },
  invalidParameter: { kind: 'refusal', status: 400, example: 'invalidParameter' },
  unauthorized: { kind: 'refusal', status: 401, example: 'unauthorized' },
  forbidden: { kind: 'refusal', status: 403, example: 'forbidden' },
  unknownCursor: {
    kind: 'refusal',
    status: 400,
    example: 'unknownCursor',
    operations: [
      'listUnifiedCompletions',
      'listUserCompletions',
      'listUsers',
      'listCourses',
      'listContent',
      'listAssignments',
      'listUserAssignments',
      'listCategories',
      'listSkills',
    ],
  },
  unknownRecord: { kind: 'refusal', status: 404, example: 'unknownRecord' },
  unknownAccount: { kind: 'refusal', status: 404, example: 'unknownAccount', reason: 'account' },
  recordExists: {
    kind: 'refusal',
    status: 409,
    example: 'recordExists',
    operations: ['createUserCompletion', 'createUserAssignment'],
  },
  /** An unknown learning object, or a result or progress that doesn't fit it. */
  unfitRecord: {
    kind: 'refusal',
    status: 422,
    example: 'unfitRecord',
    operations: ['createUserCompletion', 'createUserAssignment'],
  },
  /** The sessions of the server have written too much together. */
  noRoom: {
    kind: 'refusal',
    status: 429,
    example: 'tooManyRequests',
    operations: ['createUserCompletion', 'deleteUserCompletion', 'createUserAssignment'],
    headers: { 'Retry-After': '60' },
  },
  notAcceptable: { kind: 'refusal', status: 406, example: 'notAcceptable' },
  disabledAccount: { kind: 'refusal', status: 412, example: 'disabledAccount', reason: 'account' },
} as const;
