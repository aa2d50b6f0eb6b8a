/**
 * The names that secrets have, in small letters and without `-`, `_`, `.` and spaces: `accesstoken` is `access_token`,
 * `accessToken` and `Access-Token`. This is the one table of them; `--redact` adds to it, and so do the names that a
 * document's security schemes and its `format: password` have.
 */
const NAMES = {
  /** A name with this anywhere in it: `new_password`, `client_secret_value`. */
  anywhere: [
    'password',
    'passwd',
    'passphrase',
    'passcode',
    'pwd',
    'pswd',
    // A secretary is none.
    'secret(?!ar)',
    'apikey',
    'accesskey',
    'privatekey',
    'authkey',
    'signingkey',
    'encryptionkey',
    'subscriptionkey',
    'functionskey',
    'deploykey',
    'sshkey',
    'masterkey',
    'passkey',
    'authorization',
    // Finnish, German, Swedish and French.
    'salasana',
    'passwort',
    'senord',
    'motdepasse',
  ],
  /** A name that ends so: `refresh_token`. Those of pages are no secrets. */
  end: [
    '(?<!page|next|prev|previous|continuation|cursor|sync|start)tokens?',
    'jwt',
    'signature',
    'assertion',
    'credentials?',
    'hmac',
    'totp',
    'auth',
    '(?:user|login|remote|admin|db)pass',
  ],
  /** A name that is no more than this. */
  whole: [
    'authentication',
    'dpop',
    'xamznoidcdata',
    'bearer',
    'cookie2?',
    'setcookie2?',
    'jsessionid',
    'x?sess(?:ion)?id',
    'phpsessid',
    'connectsid',
    'sig',
    'otp',
    '(?:otp|mfa)code',
    '(?:x|user)?pin(?:code)?',
    'cvv',
    'cvc',
    'codeverifier',
    'samlresponse',
    'samlart',
    'tokenvalue',
    'pass',
    'pw',
  ],
} as const;

const SECRET = new RegExp(
  `${NAMES.anywhere.join('|')}|(?:${NAMES.end.join('|')})\\d*$|^(?:${NAMES.whole.join('|')})\\d*$`,
);
/** Part of each name of the table; a text without it, and without escapes, needs no closer look. */
const STEM =
  /pass|pwd|pswd|salasana|senord|secret|token|key|auth|cookie|jwt|sig|bearer|sess|sid|otp|pin|cv[cv]|assert|verif|saml|cred|hmac|mfa|dpop|oidc|pw/i;
const ESCAPE = /[%\\&]|\/\/|\beyJ/;

/** Tells which names are those of secrets. */
export interface SecretNames {
  /** A name as it was sent: `user[password]`, `filter.access_token`, `%61pi_key`, `x-auth-token`. */
  has(name: string): boolean;
  /** Whether a text may hold such a name, or a secret that needs no name. Quick, and never wrongly false. */
  mayBeIn(text: string): boolean;
}

/** @param more names beside those of the table. */
export function createSecretNames(more: Iterable<string>): SecretNames {
  const own = new Set(Array.from(more, squash).filter((name) => name !== ''));
  const stems = own.size === 0 ? undefined : new RegExp([...own].map(asLoosePattern).join('|'), 'i');
  const isSecret = (part: string): boolean => {
    const name = squash(part);
    return SECRET.test(name) || own.has(name);
  };
  // Bodies repeat their names.
  const known = new Map<string, boolean>();
  return {
    has(name) {
      const earlier = known.get(name);
      if (earlier !== undefined) return earlier;
      const text = unescape(name);
      const isOne = isSecret(text) || text.split(/[[\].:/]+/).some(isSecret);
      if (known.size >= MAX_KNOWN) known.clear();
      if (name.length <= MAX_KNOWN_LENGTH) known.set(name, isOne);
      return isOne;
    },
    mayBeIn: (text) => STEM.test(text) || ESCAPE.test(text) || stems?.test(text) === true,
  };
}

const MAX_KNOWN = 1_000;
const MAX_KNOWN_LENGTH = 100;

function squash(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.\s\p{Cc}]/gu, '');
}

/** A name however it is parted: `x-secret` for `xsecret`. */
function asLoosePattern(squashed: string): string {
  return Array.from(squashed, (character) => RegExp.escape(character)).join(String.raw`[-_.\s]?`);
}

/** Undoes the escapes of a name, several layers of them. */
export function unescape(text: string): string {
  let current = text.replaceAll('+', ' ');
  for (let layer = 0; layer < 3 && current.includes('%'); layer += 1) current = unescapeOnce(current);
  return current;
}

/** Each escape by itself: a wrong one beside it does not hide it. */
function unescapeOnce(text: string): string {
  return text.replaceAll(/(?:%[\dA-Fa-f]{2})+/g, (escapes) => {
    const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
    return bytes.toString('utf8');
  });
}
