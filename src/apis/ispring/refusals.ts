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
  subscriberNotFound: {
    kind: 'refusal',
    status: 404,
    example: 'subscriberNotFound',
    operations: [
      'sendConfirmationCode',
      'confirmCallback',
      'subscribe',
      'listSubscriptions',
      'getSubscriberInfo',
      'changeSubscriber',
      'disableSubscriber',
      'enableSubscriber',
      'unsubscribe',
      'removeSubscriber',
    ],
  },
  subscriptionNotFound: {
    kind: 'refusal',
    status: 404,
    example: 'subscriptionNotFound',
    operations: ['unsubscribe'],
  },
  /** The sessions of the server have registered too much together. */
  noRoom: {
    kind: 'refusal',
    status: 429,
    example: 'tooManyRequests',
    operations: ['registerSubscriber', 'subscribe'],
    headers: { 'Retry-After': '60' },
  },
  notAcceptable: { kind: 'refusal', status: 406, example: 'notAcceptable' },
} as const;
