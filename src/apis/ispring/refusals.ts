/** The bodies are in specs/ispring.yaml. */
export const refusals = {
  unknownPath: { kind: 'refusal', status: 404, example: 'unknownPath' },
  unknownMethod: { kind: 'refusal', status: 405, example: 'methodNotAllowed' },
  badRequest: { kind: 'refusal', status: 400, example: 'badRequest' },
  unauthorized: { kind: 'refusal', status: 401, example: 'unauthorized' },
  permissionDenied: { kind: 'refusal', status: 403, example: 'permissionDenied' },
  unknownContentItem: {
    kind: 'refusal',
    status: 404,
    example: 'unknownContentItem',
    operations: ['listFinalStatuses', 'getContentItem'],
  },
  unknownContentItemCode: {
    kind: 'refusal',
    status: 404,
    example: 'unknownContentItemCode',
    operations: ['listFinalStatuses', 'getContentItem'],
  },
  unknownUser: { kind: 'refusal', status: 404, example: 'unknownUser', operations: ['getUserProfile'] },
  unknownUserCode: { kind: 'refusal', status: 404, example: 'unknownUserCode', operations: ['getUserProfile'] },
  notAcceptable: { kind: 'refusal', status: 406, example: 'notAcceptable' },
} as const;
