import { writeJson } from '../contract/body/to-json.ts';
import type { Reply } from '../engine/reply/reply.ts';

/** A reply with indented JSON. */
export function jsonReply(value: unknown, status = 200): Reply {
  const body = `${writeJson(value, 2)}\n`;
  return { status, headers: { 'Content-Type': 'application/json' }, body, isStreamed: false };
}
