import { createHash } from 'node:crypto';

import { OptionError } from '../config/option-readers.ts';
import { isSessionId } from '../engine/session/sessions.ts';

/** Characters of a name that its id keeps, and those of its digest: 64 with the dash between them. */
const KEPT_CHARACTERS = 41;
const DIGEST_CHARACTERS = 22;

/**
 * The session id of a name, such as the name of a test: the name itself if it is an id, otherwise its allowed characters and
 * a digest. The same name always gives the same id, and two names never share one.
 *
 * @throws {OptionError} if it is not a string.
 */
export function sessionIdOf(name: unknown): string {
  if (typeof name !== 'string') throw new OptionError('The session id', 'a string', name);
  if (isSessionId(name)) return name;
  const kept = name
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, KEPT_CHARACTERS)
    .replace(/-$/, '');
  // As UTF-16, in which all strings differ. UTF-8 has one form for all halves of characters.
  const digest = createHash('sha256').update(name, 'utf16le').digest('base64url').slice(0, DIGEST_CHARACTERS);
  return `${kept === '' ? 'session' : kept}-${digest}`;
}
