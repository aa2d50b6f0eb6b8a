/** A persona of the fixtures that can't be. The message says which, what is wrong, and what there is instead. */
export class PersonaError extends Error {
  override readonly name = 'PersonaError';
  readonly code = 'ERR_LMS_MOCK_PERSONA';
}
