import type { Refusal } from '../../engine/outcome.ts';
import type { MoocitChoices } from './variants.ts';

/** In the words of Django REST framework and Open edX. The bodies are in specs/moocit.yaml. */
const plain = {
  unknownPath: { kind: 'refusal', status: 404, example: 'unknownPath' },
  unknownMethod: { kind: 'refusal', status: 405, example: 'methodNotAllowed' },
  notProvided: { kind: 'refusal', status: 401, example: 'notProvided' },
  tokenNotProvided: { kind: 'refusal', status: 401, example: 'tokenNotProvided' },
  tokenMalformed: { kind: 'refusal', status: 401, example: 'tokenMalformed' },
  tokenNonexistent: { kind: 'refusal', status: 401, example: 'tokenNonexistent' },
  forbidden: { kind: 'refusal', status: 403, example: 'forbidden' },
  notAcceptable: { kind: 'refusal', status: 406, example: 'notAcceptable' },
  invalid: { kind: 'refusal', status: 400, example: 'invalid' },
  unparsableCourse: {
    kind: 'refusal',
    status: 404,
    example: 'notFound',
    operations: ['listCompletions', 'listGrades', 'listEnrollments'],
  },
  unknownCourse: {
    kind: 'refusal',
    status: 404,
    example: 'notFound',
    operations: ['listCompletions', 'listGrades', 'listEnrollments'],
  },
  unknownLearner: {
    kind: 'refusal',
    status: 404,
    example: 'notFound',
    operations: ['listCompletions', 'listGrades', 'listEnrollments'],
  },
  notEnrolled: {
    kind: 'refusal',
    status: 404,
    example: 'notFound',
    operations: ['listCompletions', 'listGrades', 'listEnrollments'],
  },
  invalidBulk: { kind: 'refusal', status: 400, example: 'invalidFields', operations: ['bulkEnroll'] },
  unsupportedType: { kind: 'refusal', status: 415, example: 'unsupportedType', operations: ['bulkEnroll'] },
  /** An unknown course. The page shows no body. */
  noCourse: { kind: 'refusal', status: 404, example: '', operations: ['bulkEnroll'] },
} as const;

export type MoocitRefusals = Readonly<Record<keyof typeof plain, Refusal>>;

/** The refusals with `developer_message`. Django's page for an unknown path has no view, so it has the same body. */
const withinDeveloperMessage: MoocitRefusals = {
  ...plain,
  unknownMethod: { kind: 'refusal', status: 405, example: 'methodNotAllowedMessage' },
  notProvided: { kind: 'refusal', status: 401, example: 'notProvidedMessage' },
  tokenNotProvided: { kind: 'refusal', status: 401, example: 'tokenNotProvidedMessage' },
  tokenMalformed: { kind: 'refusal', status: 401, example: 'tokenMalformedMessage' },
  tokenNonexistent: { kind: 'refusal', status: 401, example: 'tokenNonexistentMessage' },
  forbidden: { kind: 'refusal', status: 403, example: 'forbiddenMessage' },
  notAcceptable: { kind: 'refusal', status: 406, example: 'notAcceptableMessage' },
  invalid: { kind: 'refusal', status: 400, example: 'invalidMessage' },
  unparsableCourse: { ...plain.unparsableCourse, example: 'unparsableCourse' },
  unknownCourse: { ...plain.unknownCourse, example: 'unknownCourse' },
  unknownLearner: { ...plain.unknownLearner, example: 'unknownLearner' },
  unsupportedType: { ...plain.unsupportedType, example: 'unsupportedTypeMessage' },
  notEnrolled: { ...plain.notEnrolled, example: 'notEnrolled' },
};

export function refusalsOf({ 'error-family': family }: MoocitChoices): MoocitRefusals {
  return family === 'plain' ? plain : withinDeveloperMessage;
}

/** The member of a refusal's body with the message. */
export function messageOf(
  { 'error-family': family }: MoocitChoices,
  message: string,
): Readonly<Record<string, string>> {
  return family === 'plain' ? { detail: message } : { developer_message: message };
}
