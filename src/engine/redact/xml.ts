import type { SecretNames } from './names.ts';
import { REDACTED } from './names.ts';

/** A comment, a CDATA section, an instruction, a tag, or the text between them. An unterminated one ends with the text. */
const TOKEN =
  /<!--(?:[^]*?-->|[^]*$)|<!\[CDATA\[(?:[^]*?\]\]>|[^]*$)|<\?(?:[^]*?\?>|[^]*$)|<(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^>"'])*(?:>|$)|[^<]+/g;
const ATTRIBUTE = /(?<![\w:.-])([\w:.-]+)(\s*=\s*)("[^"]*(?:"|$)|'[^']*(?:'|$)|[^\s"'=<>`]+)/g;

/**
 * Removes secrets from XML or HTML, even if it is invalid or cut: the content of elements and the values of
 * attributes with the name of a secret, and those of `<field name="password" value="x">`, `<field name="password">x</field>` and
 * `<name>password</name><value>x</value>`.
 */
export function redactXml(text: string, names: SecretNames): string {
  const hidden = { name: '', depth: 0 };
  let shown = '';
  let openName = '';
  /** The previous element has the name of a secret, so the next one has its value. */
  let isNamed = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const [, slash, name] = /^<(\/?)([^\s/>!?]+)/.exec(token) ?? [];
    const isEmpty = token.endsWith('/>');
    if (hidden.depth > 0) {
      if (name === hidden.name && !isEmpty) hidden.depth += slash === '/' ? -1 : 1;
      if (hidden.depth === 0) shown += token;
      continue;
    }
    if (name === undefined || slash === '/') {
      if (name === undefined && NAMING.test(openName) && names.has(token.trim())) isNamed = true;
      else if (slash === '/') isNamed &&= name === openName;
      shown += token;
      continue;
    }
    const isSecret = isNamed || names.has(name.replace(/^.*:/, '')) || isNamedSecret(token, names);
    openName = name;
    isNamed = false;
    shown += redactAttributes(token, isSecret, names);
    // A cut tag has no content.
    if (!isSecret || isEmpty || !token.endsWith('>') || isVoid(name)) continue;
    hidden.name = name;
    hidden.depth = 1;
    shown += REDACTED;
  }
  return shown;
}

/** Elements and attributes whose values may be names of secrets. */
const NAMING = /^(?:name|key|field|id)$/i;

/** HTML elements without content. */
function isVoid(name: string): boolean {
  return /^(?:input|meta)$/i.test(name);
}

function isNamedSecret(tag: string, names: SecretNames): boolean {
  return Array.from(tag.matchAll(ATTRIBUTE)).some(
    ([, attribute = '', , value = '']) => NAMING.test(attribute) && names.has(value.replaceAll(/["']/g, '')),
  );
}

function redactAttributes(tag: string, isSecret: boolean, names: SecretNames): string {
  return tag.replaceAll(ATTRIBUTE, (whole, name: string, sign: string, value: string) => {
    const isHidden = names.has(name.replace(/^.*:/, '')) || (isSecret && /^(?:value|content)$/i.test(name));
    const quote = /^["']/.exec(value)?.[0] ?? '';
    return isHidden ? `${name}${sign}${quote}${REDACTED}${quote}` : whole;
  });
}
