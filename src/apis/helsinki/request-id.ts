import { uuidOf } from '../../campus/ids/uuid.ts';
import { keyFor } from '../../engine/variation/draw.ts';
import type { EngineRequest } from '../../engine/request.ts';
import type { Session } from '../../engine/session/session.ts';
import { isBelowApi } from './addresses.ts';

/**
 * The header that the server's middleware adds to every answer below `/api/v0`: a UUID (version 4) of the request. It is
 * derived from the session and the number of previous requests, so that a run can be repeated.
 */
export function requestIdOf(
  { path }: EngineRequest,
  session: Pick<Session, 'id' | 'numberRequest'>,
): Readonly<Record<string, string>> {
  if (!isBelowApi(path)) return {};
  const number = session.numberRequest();
  const word = (part: number): number => keyFor(keyFor(part, session.id), number);
  return { 'request-id': uuidOf(word(0), word(1), word(2), word(3)) };
}
