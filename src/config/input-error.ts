/** Whether the user can correct an error: its message says what is wrong, and where. Others are defects of lms-mock. */
export function isInputError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_LMS_MOCK_');
}
