import type { OpenAPIV3_1 } from 'openapi-types';

import { decodeJson } from './decode-json.ts';
import { decodeScalar } from './decode-scalar.ts';
import type { DecodeText } from './decode-scalar.ts';
import { decodeStyled } from './decode-style.ts';
import type { Style, StyledContent } from './decode-style.ts';
import type { ReadBrackets } from './deep-object.ts';
import { ContractError, pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { unescapeComponent, unescapeQuery } from './query.ts';
import { Unreadable } from './unreadable.ts';

type Schema = OpenAPIV3_1.SchemaObject;

/** The place of a value that is written as text. The body of a form has the syntax of a query. */
export type TextPlace = 'path' | 'query' | 'header' | 'cookie';

/** The form of a value that is written as text, and its decoder. */
export interface TextForm {
  /**
   * `single`: one text. `several`: several texts with one name. `brackets`: an object or a list with keys in
   * brackets (`proxy[page]=2`). `members`: an object whose keys are names beside others (`page=2`).
   */
  readonly shape: 'single' | 'several' | 'brackets' | 'members';
  /** `decode` expects the text with its percent-escapes. */
  readonly readsEscaped: boolean;
  /** For cookies: the items of a list, or the members of an object, may be separate cookies. */
  readonly isSpread: boolean;
  /** For the shape `members`, and for an object in several cookies: the keys of the object. */
  readonly keys: readonly string[];
  /** For the shape `members`: any name that no other field has is also a key of the object. */
  readonly isOpen: boolean;
  /**
   * Decodes a text to a value of the schema's type. A text without such a value is returned unchanged. A text without this
   * form gives an `Unreadable`. The text is the whole value, one item (`several`), or the member `key` of an object.
   */
  decode(text: string, key?: string): unknown;
  /** Decodes an object or a list with nested keys in brackets. */
  readonly readBrackets?: ReadBrackets;
}

export interface TextFormOptions {
  readonly name: string;
  readonly place: TextPlace;
  readonly style: string;
  readonly explode: boolean | undefined;
  /** Nested objects and lists are read as JSON. Default false: they are refused. */
  readonly hasJsonInside?: boolean;
}

/** The styles of each place, by the kind of value (OpenAPI 3.1, "Style Values"). An exploded list in a cookie has no defined form. */
export const STYLES: Readonly<Record<TextPlace, Readonly<Record<'scalar' | 'list' | 'object', readonly Style[]>>>> = {
  path: {
    scalar: ['simple', 'label', 'matrix'],
    list: ['simple', 'label', 'matrix'],
    object: ['simple', 'label', 'matrix'],
  },
  query: {
    scalar: ['form'],
    list: ['form', 'spaceDelimited', 'pipeDelimited'],
    object: ['form', 'spaceDelimited', 'pipeDelimited'],
  },
  header: { scalar: ['simple'], list: ['simple'], object: ['simple'] },
  cookie: { scalar: ['form'], list: ['form'], object: ['form'] },
};

/** @throws {ContractError} if OpenAPI doesn't define the form of such a value. */
export function compileTextForm(reader: DocumentReader, schema: Located<Schema>, options: TextFormOptions): TextForm {
  const { place, style, explode } = options;
  const { type } = schema.value;
  const kind = type === 'object' ? 'object' : type === 'array' ? 'list' : 'scalar';
  const isExploded = explode ?? style === 'form';
  if (place === 'query' && kind === 'object' && style === 'deepObject' && explode !== false) {
    return { ...plain('brackets'), decode: decodeMembers(reader, schema, options) };
  }
  const known = STYLES[place][kind].find((name) => name === style);
  const isDelimited = style === 'spaceDelimited' || style === 'pipeDelimited';
  const hasNoForm = kind !== 'scalar' && isExploded && (isDelimited || place === 'cookie');
  if (known === undefined || hasNoForm) {
    const how = hasNoForm && explode !== false ? `exploded style ${style}` : `style ${style}`;
    throw new ContractError(reader.name, schema.pointer, `${how} of ${String(type)} in ${place} is not supported`);
  }
  if (kind === 'scalar' && (known === 'form' || known === 'simple')) {
    return { ...plain('single'), decode: decodeScalar(reader, schema) };
  }
  if (place === 'query' && kind === 'list' && isExploded) {
    return { ...plain('several'), decode: decodeInside(reader, itemsOf(reader, schema), options) };
  }
  if (place === 'query' && kind === 'object' && isExploded) {
    const { properties = {}, additionalProperties = false } = schema.value;
    const decode = decodeMembers(reader, schema, options);
    return { ...plain('members'), keys: Object.keys(properties), isOpen: additionalProperties !== false, decode };
  }
  const content = contentOf(reader, schema, kind, options);
  const decode = decodeStyled(content, { ...options, style: known, explode: isExploded, unescape: UNESCAPE[place] });
  return { ...plain('single'), readsEscaped: true, decode };
}

/** Reads each text as JSON. */
export const JSON_FORM: TextForm = { ...plain('single'), decode: decodeJson };

export const UNESCAPE: Readonly<Record<TextPlace, (text: string) => string>> = {
  path: unescapeComponent,
  query: unescapeQuery,
  cookie: unescapeComponent,
  // A header has no escapes. Spaces around the commas of its lists have no meaning (RFC 9110, section 5.6.1).
  header: (text) => text.trim(),
};

/** The members that most forms share. */
export function plain<S extends TextForm['shape']>(shape: S): Omit<TextForm, 'decode'> & { readonly shape: S } {
  return { shape, readsEscaped: false, isSpread: false, keys: [], isOpen: false };
}

function contentOf(
  reader: DocumentReader,
  schema: Located<Schema>,
  kind: StyledContent['kind'],
  options: TextFormOptions,
): StyledContent {
  switch (kind) {
    case 'scalar':
      return { kind, decode: decodeScalar(reader, schema) };
    case 'list':
      return { kind, decode: decodeInside(reader, itemsOf(reader, schema), options) };
    case 'object':
      return { kind, decode: decodeMembers(reader, schema, options) };
  }
}

function itemsOf(reader: DocumentReader, schema: Located<Schema>): Located<Schema> {
  const items = 'items' in schema.value ? schema.value.items : {};
  return reader.resolveSchema(items, pointerTo(schema.pointer, 'items'));
}

function decodeMembers(
  reader: DocumentReader,
  schema: Located<Schema>,
  options: TextFormOptions,
): (text: string, key?: string) => unknown {
  const members = new Map(
    Object.entries(schema.value.properties ?? {}).map(([key, node]): [string, DecodeText] => {
      const pointer = pointerTo(schema.pointer, 'properties', key);
      return [key, decodeInside(reader, reader.resolveSchema(node, pointer), options)];
    }),
  );
  return (text, key = '') => {
    const decode = members.get(key);
    return decode === undefined ? text : decode(text);
  };
}

function decodeInside(
  reader: DocumentReader,
  schema: Located<Schema>,
  { hasJsonInside = false }: TextFormOptions,
): DecodeText {
  const isNested = schema.value.type === 'object' || schema.value.type === 'array';
  return isNested && hasJsonInside ? decodeJsonInside : decodeScalar(reader, schema);
}

/** A text that isn't JSON is returned unchanged, so that the schema refuses it. */
function decodeJsonInside(text: string): unknown {
  const value = decodeJson(text);
  return value instanceof Unreadable ? text : value;
}
