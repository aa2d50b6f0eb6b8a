/**
 * What follows the rows where the database fails under a stream, with nothing between it and the last row; the status
 * stays 200 and the connection ends as usual (the server's source, domain/csv_export). The error behind "Details:" is a dump for its developers, whose words differ
 * from time to time: those here are assumed.
 */
export const streamError: string = [
  'Streaming error. Details: ControllerError { error_type: InternalServerError, message: "Failed to stream completions", ',
  'source: Some(error communicating with database: unexpected end of file) }\n\n',
  'Operating system thread stack backtrace:\n   0: <unknown>\n\n',
  'Tokio tracing span trace:\n   0: http-request\n',
].join('');
