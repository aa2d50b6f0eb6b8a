import { MIMEType } from 'node:util';

/** A media type as a header has it; undefined where the text is none. */
export function parseMediaType(text: string): MIMEType | undefined {
  try {
    return new MIMEType(text);
  } catch {
    return undefined;
  }
}
