import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, extensionOf, pointerTo } from '../document.ts';
import type { DocumentReader, Located, OpenApiDocument } from '../document.ts';
import { createNegotiation } from './negotiation.ts';
import type { Negotiate } from './negotiation.ts';
import type { MediaType } from './media-type.ts';
import { writeRowsIn } from './row-form.ts';
import type { RowForm } from './row-form.ts';

/** The choice of a variant that a part of a document belongs to: `x-variant: error-family=plain`. */
export interface VariantMark {
  readonly variant: string;
  readonly choice: string;
  /** The pointer of the part, as a JSON pointer behind `#`. */
  readonly pointer: string;
}

/** The parts of a response that may belong to a choice. */
interface Narrowable {
  readonly mediaTypes: ReadonlyMap<string, MediaType>;
  readonly fixedHeaders: Readonly<Record<string, string>>;
  readonly shownHeaders: () => Readonly<Record<string, string>>;
  readonly negotiate: Negotiate;
}

/** The variant choices of the parts of a response, by the names of the parts. */
export interface ResponseMarks {
  readonly mediaTypes: ReadonlyMap<string, VariantMark>;
  readonly headers: ReadonlyMap<string, VariantMark>;
  readonly examples: ReadonlyMap<string, VariantMark>;
  /** Forms of lists (`x-row-forms`). */
  readonly rowForms: ReadonlyMap<string, VariantMark>;
}

/** @throws {ContractError} if the mark of a part is not written `name=choice`. */
function markOf(name: string, { value, pointer }: Located<object>): VariantMark | undefined {
  const mark = extensionOf(value, 'x-variant');
  if (mark === undefined) return undefined;
  const [, variant, choice] = (typeof mark === 'string' ? /^([a-z0-9-]+)=([a-z0-9-]+)$/.exec(mark) : null) ?? [];
  if (variant === undefined || choice === undefined)
    throw new ContractError(name, pointer, `x-variant must be name=choice, got ${JSON.stringify(mark)}`);
  return { variant, choice, pointer };
}

/** Every mark of a document. @throws {ContractError} if one is not written `name=choice`. */
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

/** @throws {ContractError} if a mark is not written `name=choice`. */
export function readMarks(
  reader: DocumentReader,
  { value, pointer }: Located<OpenAPIV3_1.ResponseObject>,
): ResponseMarks {
  const marksOf = (
    nodes: unknown,
    path: readonly string[],
    whole?: VariantMark,
  ): readonly (readonly [string, VariantMark])[] =>
    Object.entries<unknown>(Object(nodes)).flatMap(([name, node]) => {
      const located = reader.resolve<object>(Object(node), pointerTo(pointer, ...path, name));
      const mark = markOf(reader.name, located) ?? whole;
      return mark === undefined ? [] : [[name, mark]];
    });
  const mediaTypes = new Map(marksOf(value.content, ['content']));
  const marksOfEach = (key: 'examples' | 'x-row-forms'): ReadonlyMap<string, VariantMark> =>
    new Map(
      Object.entries(value.content ?? {}).flatMap(([type, mediaType]) =>
        marksOf(Reflect.get(mediaType, key), ['content', type, key], mediaTypes.get(type)),
      ),
    );
  return {
    mediaTypes,
    headers: new Map(marksOf(value.headers, ['headers'])),
    examples: marksOfEach('examples'),
    rowForms: marksOfEach('x-row-forms'),
  };
}

/**
 * The parts of a response that apply to choices of variants. The document has the parts of all choices together. Parts of
 * other choices are left out, and a list is written in the form of its choice.
 */
export function inVariant<R extends Narrowable>(
  response: R,
  marks: ResponseMarks,
  choices: Readonly<Record<string, string>>,
): R {
  const isChosen = ({ variant, choice }: VariantMark): boolean => choices[variant] === choice;
  const isLeftOut = (mark: VariantMark): boolean => choices[mark.variant] !== undefined && !isChosen(mark);
  function withoutOthers<T>(
    parts: Iterable<readonly [string, T]>,
    marked: ReadonlyMap<string, VariantMark>,
  ): readonly (readonly [string, T])[] {
    return Array.from(parts).filter(([name]) => {
      const mark = marked.get(name);
      return mark === undefined || !isLeftOut(mark);
    });
  }

  const mediaTypes = withoutOthers(response.mediaTypes, marks.mediaTypes).map(([name, mediaType]) => {
    const examples = new Map(withoutOthers(mediaType.examples, marks.examples));
    const [first] = examples.values();
    const shown = examples.size === mediaType.examples.size ? mediaType.shown : { value: first };
    const [formName] = [...marks.rowForms].find(([one, mark]) => isChosen(mark) && mediaType.rowForms.has(one)) ?? [''];
    const form = mediaType.rowForms.get(formName);
    const write = form === undefined ? mediaType.write : writeListIn(form, mediaType.write);
    return [name, { ...mediaType, examples, shown, write }] as const;
  });
  return {
    ...response,
    fixedHeaders: Object.fromEntries(withoutOthers(Object.entries(response.fixedHeaders), marks.headers)),
    shownHeaders: () => Object.fromEntries(withoutOthers(Object.entries(response.shownHeaders()), marks.headers)),
    mediaTypes: new Map(mediaTypes),
    negotiate: createNegotiation(mediaTypes.map(([name]) => name)),
  };
}

function writeListIn(form: RowForm, write: (value: unknown) => string): (value: unknown) => string {
  return (value) => (Array.isArray(value) ? [...writeRowsIn(form, value)].join('') : write(value));
}
