import type { DecodeText } from './decode-scalar.ts';
import { Unreadable } from './unreadable.ts';

/** A style of OpenAPI for writing a list or an object as one text. */
export type Style = 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'tabDelimited';

/** The content of a styled text. */
export type StyledContent =
  | { readonly kind: 'scalar'; readonly decode: DecodeText }
  | { readonly kind: 'list'; readonly decode: DecodeText }
  | { readonly kind: 'object'; decode(text: string, key: string): unknown };

export interface StyledOptions {
  readonly style: Style;
  readonly explode: boolean;
  /** The parameter's name, which the style `matrix` repeats. */
  readonly name: string;
  /** Decodes the escapes. Called after the text is split, so that an escaped comma can be part of an item. */
  unescape(text: string): string;
}

/**
 * Compiles a decoder for a style of RFC 6570. If a text has no plain comma, escaped commas are the delimiters, because most
 * generated clients escape a whole list. A text with another form is an `Unreadable`.
 */
export function decodeStyled(content: StyledContent, options: StyledOptions): DecodeText {
  return (text) => {
    const inner = withoutPrefix(text, content, options);
    if (inner instanceof Unreadable) return inner;
    switch (content.kind) {
      case 'scalar':
        return content.decode(options.unescape(inner));
      case 'list':
        return decodeList(text, split(inner, options), content, options);
      case 'object':
        return decodeObject(text, split(inner, options), content, options);
    }
  };
}

/** `.a` -> `a`, `;name=a` -> `a`. For an exploded matrix, only the first semicolon is removed. */
function withoutPrefix(
  text: string,
  { kind }: StyledContent,
  { style, explode, name }: StyledOptions,
): string | Unreadable {
  if (style === 'label') return text.startsWith('.') ? text.slice(1) : new Unreadable(text, 'must begin with a dot');
  if (style !== 'matrix') return text;
  if (explode && kind !== 'scalar') {
    const start = kind === 'list' ? `;${name}` : ';';
    return text.startsWith(start) ? text.slice(1) : new Unreadable(text, `must begin with ${start}`);
  }
  // An empty value has no equals sign in this style.
  if (text === `;${name}`) return '';
  const start = `;${name}=`;
  return text.startsWith(start) ? text.slice(start.length) : new Unreadable(text, `must begin with ${start}`);
}

function split(text: string, { style, explode }: StyledOptions): readonly string[] {
  if (text === '') return [];
  if (style === 'spaceDelimited') return text.split(/ |\+|%20/);
  if (style === 'pipeDelimited') return text.split(/\||%7C/i);
  if (style === 'tabDelimited') return text.split(/\t|%09/);
  if (style === 'label' && explode) return text.split('.');
  if (style === 'matrix' && explode) return text.split(';');
  return text.includes(',') ? text.split(',') : text.split(/%2C/i);
}

/** In an exploded matrix, the name is before each item. */
function decodeList(
  text: string,
  parts: readonly string[],
  { decode }: Extract<StyledContent, { kind: 'list' }>,
  { style, explode, name, unescape }: StyledOptions,
): unknown {
  if (style !== 'matrix' || !explode) return parts.map((item) => decode(unescape(item)));
  const isNamed = parts.every((part) => part === name || part.startsWith(`${name}=`));
  if (!isNamed) return new Unreadable(text, `each item must be ;${name}=item`);
  return parts.map((part) => decode(unescape(part.slice(name.length + 1))));
}

function decodeObject(
  text: string,
  parts: readonly string[],
  content: Extract<StyledContent, { kind: 'object' }>,
  { style, explode, unescape }: StyledOptions,
): unknown {
  const isPaired = explode && style !== 'form';
  const pairs = isPaired ? parts.map(pairOf) : pairsOf(parts);
  const members: Record<string, unknown> = Object.create(null);
  for (const pair of pairs) {
    if (pair === undefined) return new Unreadable(text, `each member must be ${isPaired ? 'key=value' : 'key,value'}`);
    const key = unescape(pair[0]);
    if (key in members) return new Unreadable(text, `must have the key ${JSON.stringify(key)} only once`);
    members[key] = content.decode(unescape(pair[1]), key);
  }
  return members;
}

type Pair = readonly [key: string, value: string];

function pairOf(part: string): Pair | undefined {
  const equals = part.indexOf('=');
  return equals === -1 ? undefined : [part.slice(0, equals), part.slice(equals + 1)];
}

function pairsOf(parts: readonly string[]): readonly (Pair | undefined)[] {
  return Array.from({ length: Math.ceil(parts.length / 2) }, (_, index): Pair | undefined => {
    const [key, value] = parts.slice(index * 2, index * 2 + 2);
    return key === undefined || value === undefined ? undefined : [key, value];
  });
}
