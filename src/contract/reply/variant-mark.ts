import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, extensionOf, pointerTo } from '../document.ts';
import type { DocumentReader, Located, OpenApiDocument } from '../document.ts';
import { createNegotiation } from './negotiation.ts';
import type { Negotiate } from './negotiation.ts';
import type { MediaType } from './media-type.ts';

/** The choice of a variant that a part of a document belongs to: `x-variant: error-family=plain`. */
export interface VariantMark {
  readonly variant: string;
  readonly choice: string;
  /** Of the part, as a JSON pointer behind `#`. */
  readonly pointer: string;
}

/** The parts of a response that may belong to a choice. */
interface Narrowable {
  readonly mediaTypes: ReadonlyMap<string, MediaType>;
  readonly fixedHeaders: Readonly<Record<string, string>>;
  readonly negotiate: Negotiate;
}

/** @throws {ContractError} where the mark of a part is not written `name=choice`. */
function markOf(name: string, { value, pointer }: Located<object>): VariantMark | undefined {
  const mark = extensionOf(value, 'x-variant');
  if (mark === undefined) return undefined;
  const [, variant, choice] = (typeof mark === 'string' ? /^([a-z0-9-]+)=([a-z0-9-]+)$/.exec(mark) : null) ?? [];
  if (variant === undefined || choice === undefined)
    throw new ContractError(name, pointer, `x-variant is written name=choice, not ${JSON.stringify(mark)}`);
  return { variant, choice, pointer };
}

/** Every mark of a document. @throws {ContractError} where one is not written `name=choice`. */
export function* variantMarks(name: string, document: OpenApiDocument): Iterable<VariantMark> {
  yield* marksBelow(name, { value: document, pointer: '#' });
}

function* marksBelow(name: string, node: Located<object>): Iterable<VariantMark> {
  const mark = markOf(name, node);
  if (mark !== undefined) yield mark;
  for (const [key, value] of Object.entries<unknown>(Object(node.value))) {
    // The values of examples are data, not parts of the document.
    if (typeof value !== 'object' || value === null || key === 'value' || key === 'example') continue;
    yield* marksBelow(name, { value, pointer: pointerTo(node.pointer, key) });
  }
}

/**
 * A response may hold what no one choice has all of: a media type of one, a header of another. Each example that
 * belongs to a choice, or whose media type does, is sent without what belongs to the other choices.
 */
export function narrowByVariant<R extends Narrowable>(
  reader: DocumentReader,
  { value, pointer }: Located<OpenAPIV3_1.ResponseObject>,
  response: R,
): ReadonlyMap<string, R> {
  const marksIn = (key: 'content' | 'headers'): ReadonlyMap<string, VariantMark | undefined> =>
    new Map(
      Object.entries(value[key] ?? {}).map(([name, node]) => {
        const located = reader.resolve<object>(node, pointerTo(pointer, key, name));
        return [name, markOf(reader.name, located)];
      }),
    );
  const [ofMediaTypes, ofHeaders] = [marksIn('content'), marksIn('headers')];

  const narrowed = new Map<string, R>();
  for (const [name, mediaType] of Object.entries(value.content ?? {})) {
    for (const [example, node] of Object.entries(mediaType.examples ?? {})) {
      const located = reader.resolve<object>(node, pointerTo(pointer, 'content', name, 'examples', example));
      const mark = markOf(reader.name, located) ?? ofMediaTypes.get(name);
      if (mark !== undefined) narrowed.set(example, narrow(response, mark, ofMediaTypes, ofHeaders));
    }
  }
  return narrowed;
}

function narrow<R extends Narrowable>(
  response: R,
  mark: VariantMark,
  ofMediaTypes: ReadonlyMap<string, VariantMark | undefined>,
  ofHeaders: ReadonlyMap<string, VariantMark | undefined>,
): R {
  const goesWith = (other: VariantMark | undefined): boolean =>
    other === undefined || other.variant !== mark.variant || other.choice === mark.choice;
  const mediaTypes = [...response.mediaTypes].filter(([name]) => goesWith(ofMediaTypes.get(name)));
  const headers = Object.entries(response.fixedHeaders).filter(([name]) => goesWith(ofHeaders.get(name)));
  return {
    ...response,
    fixedHeaders: Object.fromEntries(headers),
    mediaTypes: new Map(mediaTypes),
    negotiate: createNegotiation(mediaTypes.map(([name]) => name)),
  };
}
