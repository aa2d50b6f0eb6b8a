import type { Violation } from '../../contract/violation.ts';
import { parseMediaType } from '../../contract/body/essence.ts';
import { headerOf } from '../../engine/request.ts';
import type { EngineRequest } from '../../engine/request.ts';
import type { Refusal } from '../../engine/outcome.ts';
import { refusals } from './refusals.ts';

/** As `JsonConfig` has it in the server's config.rs, and `x-max-bytes` in specs/helsinki.yaml. */
const MAX_BYTES = 2_097_152;

/**
 * The 400 of a body that the server can't read. Its words are those of actix-web's `JsonPayloadError`. The text after
 * `Json deserialize error: ` is assumed, except for an empty body. The server writes the frame by hand, so a quote
 * in the message is not escaped.
 */
export function refuseBody({ location, rule, message }: Violation, { headers }: EngineRequest): Refusal {
  const isJson = /[/+]json$/.test(parseMediaType(headerOf(headers, 'content-type') ?? '')?.essence ?? '');
  if (rule === 'media-type' || !isJson) return refusals.wrongType;
  if (rule === 'too-large') {
    const length = Number(headerOf(headers, 'content-length'));
    if (!(length > MAX_BYTES)) return refusals.tooLargeStream;
    const known = `JSON payload (${length} bytes) is larger than allowed (limit: ${MAX_BYTES} bytes).`;
    return { ...refusals.tooLarge, text: frame(known) };
  }
  const isEmpty = rule === 'required' && location === 'body';
  const reason = isEmpty ? 'EOF while parsing a value at line 1 column 0' : reasonOf(location, rule, message);
  return { ...refusals.unreadableBody, text: frame(`Json deserialize error: ${reason}`) };
}

function reasonOf(location: string, rule: Violation['rule'], message: string): string {
  const missing = rule === 'required' ? location.split('/').at(-1) : undefined;
  return missing === undefined ? `${location}: ${message}` : `missing field \`${missing}\``;
}

function frame(message: string): string {
  return `{"title": "Bad Request", "message": "${message}"}`;
}
