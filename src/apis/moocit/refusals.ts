/** In the words of Django REST framework and Open edX; the bodies stand in specs/moocit.yaml. */
export const refusals = {
  unknownPath: { kind: 'refusal', status: 404, example: 'unknownPath' },
  unknownMethod: { kind: 'refusal', status: 405, example: 'methodNotAllowed' },
  notProvided: { kind: 'refusal', status: 401, example: 'notProvided' },
  tokenNotProvided: { kind: 'refusal', status: 401, example: 'tokenNotProvided' },
  tokenMalformed: { kind: 'refusal', status: 401, example: 'tokenMalformed' },
  tokenNonexistent: { kind: 'refusal', status: 401, example: 'tokenNonexistent' },
  forbidden: { kind: 'refusal', status: 403, example: 'forbidden' },
  notAcceptable: { kind: 'refusal', status: 406, example: 'notAcceptable' },
  invalid: { kind: 'refusal', status: 400, example: 'invalid' },
} as const;
