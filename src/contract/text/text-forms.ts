import type { OpenAPIV3_1 } from 'openapi-types';

import { looseReadings } from './decode-loose.ts';
import type { DecodeText } from './decode-scalar.ts';
import { decodeStyled } from './decode-style.ts';
import type { Style } from './decode-style.ts';
import { compileDeepObject } from './deep-object.ts';
import { ContractError } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { shapeOf } from '../schema/shape.ts';
import type { Shape } from '../schema/shape.ts';
import { STYLES, UNESCAPE, compileTextForm, plain } from './text-form.ts';
import type { TextForm, TextFormOptions } from './text-form.ts';

type Kind = 'scalar' | 'list' | 'object';

/**
 * The possible forms of a schema's texts, the likeliest first. The first value that the schema accepts is used. There are
 * several only if the document is read leniently, because then a schema may have several types.
 *
 * @throws {ContractError} if OpenAPI doesn't define the form of such a value.
 */
export function compileTextForms(
  reader: DocumentReader,
  schema: Located<OpenAPIV3_1.SchemaObject>,
  options: TextFormOptions,
): readonly [TextForm, ...TextForm[]] {
  if (!reader.isLenient) return [compileTextForm(reader, schema, options)];
  const shape = shapeOf(reader, schema);
  const [first, ...others] = kindsOf(shape).flatMap((kind) => looseForms(reader, { schema, shape, kind }, options));
  if (first !== undefined) return [first, ...others];
  throw new ContractError(reader.name, schema.pointer, `style ${options.style} in ${options.place} is not supported`);
}

function kindsOf({ types }: Shape): readonly Kind[] {
  const isScalar = types.size === 0 || [...types].some((type) => type !== 'array' && type !== 'object');
  const kinds: Kind[] = [];
  if (types.has('array')) kinds.push('list');
  if (isScalar) kinds.push('scalar');
  if (types.has('object')) kinds.push('object');
  return kinds;
}

interface Shaped {
  readonly schema: Located<OpenAPIV3_1.SchemaObject>;
  readonly shape: Shape;
  readonly kind: Kind;
}

function looseForms(reader: DocumentReader, shaped: Shaped, options: TextFormOptions): readonly TextForm[] {
  const { kind, schema } = shaped;
  const { place, style, explode, name, hasJsonInside = false } = options;
  if (kind !== 'scalar' && place === 'query' && style === 'deepObject') {
    const brackets = [0, 1].map((index): TextForm => {
      return { ...plain('brackets'), decode: String, readBrackets: compileDeepObject(reader, schema, index) };
    });
    // OpenAPI defines brackets for objects only. Lists come as `a[]=1`, `a[0][b]=1` or `a=1`.
    if (kind === 'object') return brackets;
    const several = readingsWithin(reader, shaped, hasJsonInside).map((decode) => ({ ...plain('several'), decode }));
    return [...brackets, ...several];
  }
  // Lists with tabs come from Swagger 2.0. OpenAPI 3 doesn't have them.
  const isTabbed = style === 'tabDelimited' && place === 'query' && kind === 'list';
  const known = isTabbed ? style : STYLES[place][kind].find((each) => each === style);
  if (known === undefined && kind !== 'scalar') return [];
  // An exploded list or object in a cookie may also be sent in the form that is not exploded.
  const isSpread = place === 'cookie' && (explode ?? style === 'form');
  const isExploded = place !== 'cookie' && (explode ?? style === 'form');
  const styled = { name, style: known ?? ('form' satisfies Style), explode: isExploded, unescape: UNESCAPE[place] };
  if (kind === 'scalar')
    return looseReadings(shaped.shape, { hasJsonInside }).map((decode): TextForm => {
      if (known !== 'label' && known !== 'matrix') return { ...plain('single'), decode };
      return { ...plain('single'), readsEscaped: true, decode: decodeStyled({ kind, decode }, styled) };
    });
  const isDelimited = style === 'spaceDelimited' || style === 'pipeDelimited';
  return readingsWithin(reader, shaped, hasJsonInside).map((decode): TextForm => {
    if (place === 'query' && isExploded && kind === 'list') return { ...plain('several'), decode };
    if (place === 'query' && isExploded && !isDelimited) {
      const { properties, isOpen } = shaped.shape;
      return { ...plain('members'), keys: [...properties.keys()], isOpen, decode };
    }
    const keys = isSpread && kind === 'object' ? [...shaped.shape.properties.keys()] : [];
    return { ...plain('single'), readsEscaped: true, isSpread, keys, decode: decodeStyled({ kind, decode }, styled) };
  });
}

/** Decoders for the items of a list or the members of an object: by their types, or as texts. */
function readingsWithin(
  reader: DocumentReader,
  { shape, kind }: Shaped,
  hasJsonInside: boolean,
): readonly ((text: string, key?: string) => unknown)[] {
  const readingsOf = (node: Located<OpenAPIV3_1.SchemaObject>): readonly DecodeText[] =>
    looseReadings(shapeOf(reader, node), { hasJsonInside });
  const items = shape.items === undefined ? [String] : readingsOf(shape.items);
  const members = new Map(Array.from(shape.properties, ([key, node]) => [key, readingsOf(node)] as const));
  return [0, 1].map((index) => (text, key = '') => {
    const readings = kind === 'list' ? items : (members.get(key) ?? [String]);
    return (readings[Math.min(index, readings.length - 1)] ?? String)(text);
  });
}
