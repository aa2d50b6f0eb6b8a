import { domainToASCII } from 'node:url';

import addFormats from 'ajv-formats';

/** The formats of JSON Schema for text beyond ASCII, which ajv-formats leaves out. */
export const INTERNATIONAL_FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'idn-hostname': isHostname,
  'idn-email': isEmail,
  iri: (text) => isUri('uri', text),
  'iri-reference': (text) => isUri('uri-reference', text),
};

const MAX_HOSTNAME_LENGTH = 253;

function isHostname(text: string): boolean {
  // The conversion also refuses labels that are too long, or that IDNA forbids.
  const ascii = domainToASCII(text);
  return (
    ascii.length <= MAX_HOSTNAME_LENGTH &&
    ascii.split('.').every((label) => /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/.test(label))
  );
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const isQuoted = /^"[^"\\\r\n]*"$/.test(local);
  const isLocal = isQuoted || local.split('.').every((atom) => /^[^\s@"(),:;<>[\]\\]+$/.test(atom));
  return at > 0 && Buffer.byteLength(local) <= 64 && isLocal && isHostname(text.slice(at + 1));
}

/** An IRI is a URI with unescaped characters beyond ASCII. */
function isUri(format: 'uri' | 'uri-reference', text: string): boolean {
  if (!text.isWellFormed()) return false;
  const escaped = text.replaceAll(/[^\p{ASCII}]+/gu, encodeURIComponent);
  const known = addFormats.default.get(format);
  return known instanceof RegExp ? known.test(escaped) : typeof known === 'function' && known(escaped);
}
