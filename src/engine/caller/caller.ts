import { headerOf } from '../request.ts';
import type { Api, CalledOperation, Persona } from '../api.ts';
import type { RequestHeaders } from '../request.ts';
import { secretOf } from './credential.ts';

/**
 * The name of the persona that calls, even if the API refuses it. Undefined if the credentials belong to no persona.
 */
export function callerOf<P extends Persona>(
  api: Api<P>,
  headers: RequestHeaders,
  called?: CalledOperation,
): string | undefined {
  const caller = api.authenticate(headers, called);
  // Callers of a mounted document have no names.
  if ('name' in caller) return caller.name === '' ? undefined : caller.name;
  return api.personas.find((persona) => sends(api, persona, headers))?.name;
}

/** Whether the headers are those of a persona, ignoring a session id in the credential. */
function sends<P extends Persona>(api: Api<P>, persona: P, headers: RequestHeaders): boolean {
  return Object.entries(persona.headers).every(([name, value]) => {
    const credential = api.credentialOf({ [name]: value });
    if (credential === undefined) return headerOf(headers, name) === value;
    const sent = api.credentialOf(headers);
    return sent !== undefined && secretOf(sent) === credential;
  });
}
