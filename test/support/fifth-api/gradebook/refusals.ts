export const refusals = {
  unknownPath: { kind: 'refusal', status: 404, example: 'unknownPath' },
  unknownMethod: { kind: 'refusal', status: 405, example: 'unknownMethod' },
  unknownKey: { kind: 'refusal', status: 401, example: 'unknownKey' },
  forbidden: { kind: 'refusal', status: 403, example: 'forbidden' },
  invalid: { kind: 'refusal', status: 400, example: 'invalid' },
  unknownCourse: { kind: 'refusal', status: 404, example: 'unknownCourse' },
} as const;
