import type { OpenAPIV3_1 } from 'openapi-types';

import { pointerTo } from '../document.ts';
import type { DocumentReader, Located } from '../document.ts';
import { readListedValues } from './listed-values.ts';
import type { ListedName, ListedValues } from './listed-values.ts';

/** Where a body is, as violations and coverage say it. */
export const BODY = 'body';

/** What an operation declares of the bodies that it takes. */
export interface DeclaredBody {
  readonly pointer: string;
  /** By the document's name. */
  readonly mediaTypes: ReadonlyMap<string, DeclaredMediaType>;
  readonly names: readonly ListedName[];
}

export interface DeclaredMediaType {
  /** `body application/json`, apart from the media types of answers. */
  readonly name: string;
  readonly pointer: string;
  /** Absent where there is no schema. */
  readonly listed?: ListedValues;
}

/** What an operation declares of its body; undefined where it takes none. */
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
      const stands = pointerTo(body.pointer, 'content', type);
      const own = { name: `${BODY} ${type}`, pointer: stands };
      if (typeof schema !== 'object' || schema === null) return [type, own];
      const read = readListedValues(reader, { value: schema, pointer: pointerTo(stands, 'schema') }, BODY);
      for (const one of read.names) if (!names.has(one.name)) names.set(one.name, one);
      return [type, { ...own, listed: read.listed }];
    },
  );
  return { pointer: at, mediaTypes: new Map(mediaTypes), names: [...names.values()] };
}
