import type { SecretNames } from './names.ts';
import { REDACTED } from './redacted.ts';

/** A comment, a CDATA section, an instruction, a tag, or the text between them; what has no end goes to the end. */
const TOKEN =
  /<!--(?:[^]*?-->|[^]*$)|<!\[CDATA\[(?:[^]*?\]\]>|[^]*$)|<\?(?:[^]*?\?>|[^]*$)|<(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^>"'])*(?:>|$)|[^<]+/g;
const ATTRIBUTE = /(?<![\w:.-])([\w:.-]+)(\s*=\s*)("[^"]*(?:"|$)|'[^']*(?:'|$)|[^\s"'=<>`]+)/g;

/**
 * Takes secrets out of XML or HTML, also where it is broken or was cut: the content of elements and the values of
 * attributes with such a name, and those of `<field name="password" value="x">`, `<field name="password">x</field>` and
 * `<name>password</name><value>x</value>`.
 */
export function redactXml(text: string, names: SecretNames): string {
  const hidden = { name: '', depth: 0 };
  let shown = '';
  let openName = '';
  /** The next element is the value of a secret that the one before it names. */
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
    // A tag that was cut has nothing behind it.
    if (!isSecret || isEmpty || !token.endsWith('>') || isVoid(name)) continue;
    hidden.name = name;
    hidden.depth = 1;
    shown += REDACTED;
  }
  return shown;
}

/** Elements and attributes whose text may be the name of a secret. */
const NAMING = /^(?:name|key|field|id)$/i;

/** Elements of HTML that have no content. */
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
