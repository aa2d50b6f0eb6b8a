/** The operations of the contracts in specs/, as a list that the types know. A test holds the two together. */
export const operationIds = [
  'listCompletions',
  'listGrades',
  'getCompletion',
  'listFinalStatuses',
  'createAccessToken',
  'streamCompletions',
  'streamModuleCompletions',
  'registerCompletions',
] as const;

export type OperationId = (typeof operationIds)[number];
