import { keyFor } from '../../engine/draw.ts';
import type { EngineRequest } from '../../engine/exchange.ts';
import type { Session } from '../../engine/session.ts';
import { isBelowApi } from './refusals.ts';

/**
 * The header that the server's middleware adds to every answer below `/api/v0`: a UUID (version 4) of the request. Here it
 * follows from the session and from how many requests came before, so that a run can be repeated.
 */
export function requestIdOf(
  { path }: EngineRequest,
  session: Pick<Session, 'id' | 'numberRequest'>,
): Readonly<Record<string, string>> {
  if (!isBelowApi(path)) return {};
  const number = session.numberRequest();
  const hex = [0, 1, 2, 3]
    .map((part) => keyFor(keyFor(part, session.id), number).toString(16).padStart(8, '0'))
    .join('');
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  const groups = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20),
  ];
  return { 'request-id': groups.join('-') };
}
