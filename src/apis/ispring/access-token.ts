import type { Campus } from '../../campus/campus.ts';
import { readCredential } from '../../engine/caller/credential.ts';
import type { IspringAccessToken, IspringTokenRequest } from './contract-types.ts';

/** Lifetime of an access token. */
const LIFETIME_SECONDS = 1_800;

/**
 * Issues a token of the persona's own token and the current time, so that it needs no storage:
 * `ispring-owner-token.t2fk3c`. A session id in the client's secret is also in the token.
 */
export function issueToken(
  token: string,
  { now }: Campus,
  { client_secret: secret }: Pick<IspringTokenRequest, 'client_secret'>,
): IspringAccessToken {
  const { sessionId } = readCredential(secret);
  const issued = `${token}.${secondsOf(now).toString(36)}`;
  return {
    access_token: sessionId === undefined ? issued : `${issued}~${sessionId}`,
    expires_in: LIFETIME_SECONDS,
    token_type: 'bearer',
  };
}

/** The persona's own token in an issued token. Undefined if the token has expired. */
export function issuedBy(token: string, { now }: Campus): string | undefined {
  const [, own, moment = ''] = /^(.+)\.([0-9a-z]+)$/.exec(token) ?? [];
  const age = secondsOf(now) - Number.parseInt(moment, 36);
  return age >= 0 && age < LIFETIME_SECONDS ? own : undefined;
}

function secondsOf(instant: number): number {
  return Math.floor(instant / 1_000_000);
}
