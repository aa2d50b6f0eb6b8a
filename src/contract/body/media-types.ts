import { MIMEType } from 'node:util';

/** Parses a media type with its parameters. Undefined if the text is not a media type. */
export function parseMediaType(text: string): MIMEType | undefined {
  try {
    return new MIMEType(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether a media type, without its parameters, is JSON (RFC 6839: a subtype that ends with `+json`). The range `*+json`
 * is JSON too.
 */
export function isJsonType(essence: string): boolean {
  return /^[\w!#$&^.+-]+\/([\w!#$&^.+*-]+\+)?json$/i.test(essence);
}

/** Whether a media type, without its parameters, is XML. */
export function isXmlType(essence: string): boolean {
  return /^(application|text)\/([\w!#$&^.+-]+\+)?xml$/i.test(essence);
}
