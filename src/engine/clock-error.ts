/** Thrown when a clock can't be moved as requested. */
export class ClockError extends Error {
  override readonly name = 'ClockError';
  readonly code = 'ERR_LMS_MOCK_CLOCK';
}
