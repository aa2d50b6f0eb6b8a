/**
 * The names of secrets, in lower case and without `-`, `_`, `.` and spaces: `accesstoken` is `access_token`,
 * `accessToken` and `Access-Token`. This is the only table. `--redact`, security schemes of documents and `format: password`
 * add names to it.
 */
const NAMES = {
  /** Parts of names: `new_password`, `client_secret_value`. */
  anywhere: [
    'password',
    'passwd',
    'passphrase',
    'passcode',
    'pwd',
    'pswd',
    // Not "secretary".
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
  /** Ends of names: `refresh_token`. Tokens of pages are not secrets. */
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
  /** Whole names. */
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
/** Each name of the table has one of these parts. A text without them, and without escapes, has no secrets. */
const STEM =
  /pass|pwd|pswd|salasana|senord|secret|token|key|auth|cookie|jwt|sig|bearer|sess|sid|otp|pin|cv[cv]|assert|verif|saml|cred|hmac|mfa|dpop|oidc|pw/i;
const ESCAPE = /[%\\&]|\/\/|\beyJ/;

/** The names of secrets. */
export interface SecretNames {
  /** Whether a sent name is that of a secret: `user[password]`, `filter.access_token`, `%61pi_key`, `x-auth-token`. */
  has(name: string): boolean;
  /** Whether a text may have such a name, or a secret without a name. Fast, and never wrongly false. */
  mayBeIn(text: string): boolean;
}

/** @param more Names besides those of the table. */
export function createSecretNames(more: Iterable<string>): SecretNames {
  const own = new Set(Array.from(more, squash).filter((name) => name !== ''));
  const stems = own.size === 0 ? undefined : new RegExp([...own].map(asLoosePattern).join('|'), 'i');
  const isSecret = (part: string): boolean => {
    const name = squash(part);
    return SECRET.test(name) || own.has(name);
  };
  // Bodies repeat names, so results are cached.
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

/** A pattern for a name with separators: `x-secret` for `xsecret`. */
function asLoosePattern(squashed: string): string {
  return Array.from(squashed, escapePattern).join(String.raw`[-_.\s]?`);
}

/** Decodes up to three layers of escapes in a name. */
export function unescape(text: string): string {
  let current = text.replaceAll('+', ' ');
  for (let layer = 0; layer < 3 && current.includes('%'); layer += 1) current = unescapeOnce(current);
  return current;
}

/** Decodes each escape separately, so that an invalid one doesn't hide others. */
function unescapeOnce(text: string): string {
  return text.replaceAll(/(?:%[\dA-Fa-f]{2})+/g, (escapes) => {
    const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
    return bytes.toString('utf8');
  });
}

/** The text in place of a secret. */
export const REDACTED = '***';

/** A pattern that matches the text itself. Node 22 has no RegExp.escape. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[^\w\u0080-\uffff]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}
