import type { Campus } from '../../campus/campus.ts';
import { readCredential } from '../../engine/caller/credential.ts';
import type { IspringAccessToken, IspringTokenRequest } from './contract-types.ts';

/** How long an access token is good. */
const LIFETIME_SECONDS = 1_800;

/**
 * Issues a token that begins with the persona's own and ends with the moment, so that nothing has to be kept of it:
 * `ispring-owner-token.t2fk3c`. A session id in the client's secret is put into the token as well.
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

/** The persona's own token of one that was issued, as long as it is good. */
export function issuedBy(token: string, { now }: Campus): string | undefined {
  const [, own, moment = ''] = /^(.+)\.([0-9a-z]+)$/.exec(token) ?? [];
  const age = secondsOf(now) - Number.parseInt(moment, 36);
  return age >= 0 && age < LIFETIME_SECONDS ? own : undefined;
}

function secondsOf(instant: number): number {
  return Math.floor(instant / 1_000_000);
}
