import { MIMEType } from 'node:util';

/** A media type as a header has it; undefined where the text is none. */
export function parseMediaType(text: string): MIMEType | undefined {
  try {
    return new MIMEType(text);
  } catch {
    return undefined;
  }
}

/** What a document has for a media type: under the type itself, or under a range of types (`image/*`). */
export function findByEssence<T>(byEssence: ReadonlyMap<string, T>, essence: string): T | undefined {
  const range = `${essence.slice(0, essence.indexOf('/'))}/*`;
  return byEssence.get(essence) ?? byEssence.get(range) ?? byEssence.get('*/*');
}
