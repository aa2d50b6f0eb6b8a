import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { readListedValues } from './listed-values.ts';
import type { ListedName, ListedValues } from './listed-values.ts';

/** The location of a body in violations and coverage. */
export const BODY = 'body';

/** The request bodies that an operation declares. */
export interface DeclaredBody {
  readonly pointer: string;
  /** By the name in the document. */
  readonly mediaTypes: ReadonlyMap<string, DeclaredMediaType>;
  readonly names: readonly ListedName[];
}

export interface DeclaredMediaType {
  /** `body application/json`: the prefix distinguishes it from the media types of answers. */
  readonly name: string;
  readonly pointer: string;
  /** Absent if there is no schema. */
  readonly listed?: ListedValues;
}

/** Reads the declared request body of an operation. Undefined if it has none. */
export function readDeclaredBody(
  reader: DocumentReader,
  { value, pointer }: Located<OpenAPIV3_1.OperationObject>,
): DeclaredBody | undefined {
  if (value.requestBody === undefined) return undefined;
  const at = pointerTo(pointer, 'requestBody');
  const body = reader.resolve<OpenAPIV3_1.RequestBodyObject>(value.requestBody, at);
  const names = new Map<string, ListedName>();
  const mediaTypes = Object.entries(Object(body.value.content)).map(
    ([type, mediaType]): [string, DeclaredMediaType] => {
      const schema: unknown = Reflect.get(Object(mediaType), 'schema');
      const mediaTypePointer = pointerTo(body.pointer, 'content', type);
      const own = { name: `${BODY} ${type}`, pointer: mediaTypePointer };
      if (typeof schema !== 'object' || schema === null) return [type, own];
      const read = readListedValues(reader, { value: schema, pointer: pointerTo(mediaTypePointer, 'schema') }, BODY);
      for (const one of read.names) if (!names.has(one.name)) names.set(one.name, one);
      return [type, { ...own, listed: read.listed }];
    },
  );
  return { pointer: at, mediaTypes: new Map(mediaTypes), names: [...names.values()] };
}
