/** The bodies stand in specs/helsinki.yaml. The server has no 405: a wrong method is an unknown path. */
export const refusals = {
  unknownPath: { kind: 'refusal', status: 404, example: '' },
  unknownMethod: { kind: 'refusal', status: 404, example: '' },
  notABoolean: { kind: 'refusal', status: 400, example: 'notABoolean' },
  duplicateParameter: { kind: 'refusal', status: 400, example: 'duplicateParameter' },
  unknownField: { kind: 'refusal', status: 400, example: 'unknownField' },
  malformedPath: { kind: 'refusal', status: 400, example: 'malformedPath' },
  notBasic: { kind: 'refusal', status: 403, example: 'notBasic', isOfCredentials: true },
  malformedToken: { kind: 'refusal', status: 403, example: 'malformedToken', isOfCredentials: true },
  unknownKey: { kind: 'refusal', status: 403, example: 'unknownKey', isOfCredentials: true },
  unknownCourse: { kind: 'refusal', status: 404, example: 'unknownCourse' },
  notAcceptable: { kind: 'refusal', status: 406, example: 'notAcceptable' },
} as const;
