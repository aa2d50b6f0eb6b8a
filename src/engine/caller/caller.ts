import { headerOf } from '../request.ts';
import type { Api, CalledOperation, Persona } from '../api.ts';
import type { RequestHeaders } from '../request.ts';
import { secretOf } from './credential.ts';

/**
 * The name of who calls: also of a persona that the API knows and refuses. Undefined where it is nobody of the
 * fixtures.
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

/** Whether the headers are those of a persona; the session that a credential carries doesn't count. */
function sends<P extends Persona>(api: Api<P>, persona: P, headers: RequestHeaders): boolean {
  return Object.entries(persona.headers).every(([name, value]) => {
    const credential = api.credentialOf({ [name]: value });
    if (credential === undefined) return headerOf(headers, name) === value;
    const sent = api.credentialOf(headers);
    return sent !== undefined && secretOf(sent) === credential;
  });
}
