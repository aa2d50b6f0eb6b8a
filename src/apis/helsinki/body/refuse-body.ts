import type { Violation } from '../../../contract/violation.ts';
import { parseMediaType } from '../../../contract/body/media-types.ts';
import { headerOf } from '../../../engine/request.ts';
import type { BrokenRequest } from '../../../engine/api.ts';
import type { Refusal } from '../../../engine/outcome.ts';
import { refusals } from '../refusals.ts';

/** The limit of `JsonConfig` in the server's config.rs, and of `x-max-bytes` in specs/helsinki.yaml. */
const MAX_BYTES = 2_097_152;

/**
 * The 400 of a body that the server can't read. The message is that of actix-web's `JsonPayloadError`, and after
 * `Json deserialize error: ` that of serde_json. The server concatenates the JSON, so a quote in the message is not escaped.
 */
export function refuseBody(
  { location, rule, message, severity }: Violation,
  { request, bodyProblem }: BrokenRequest,
): Refusal {
  const { headers } = request;
  const isJson = /[/+]json$/.test(parseMediaType(headerOf(headers, 'content-type') ?? '')?.essence ?? '');
  if (rule === 'media-type' || !isJson) return refusals.wrongType;
  if (rule === 'too-large') {
    const length = Number(headerOf(headers, 'content-length'));
    if (!(length > MAX_BYTES)) return refusals.tooLargeStream;
    const known = `JSON payload (${length} bytes) is larger than allowed (limit: ${MAX_BYTES} bytes).`;
    return { ...refusals.tooLarge, body: frame(known) };
  }
  // Without a problem, the vendor's server would accept the body. Only a strict mock refuses it, with our message.
  const problem = bodyProblem ?? (location === 'body' && rule === 'required' ? NO_BODY : `${location}: ${message}`);
  const isUnread = bodyProblem === undefined && rule === 'malformed' && severity === 'error';
  const kind = isUnread ? 'Error that occur during reading payload' : 'Json deserialize error';
  return { ...refusals.unreadableBody, body: frame(`${kind}: ${isUnread ? message : problem}`) };
}

const NO_BODY = 'EOF while parsing a value at line 1 column 0';

function frame(message: string): string {
  return `{"title": "Bad Request", "message": "${message}"}`;
}
