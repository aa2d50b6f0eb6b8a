import type { BodySchema } from './body-schema.ts';
import type { DecodeBody } from '../text/decode-scalar.ts';
import { isJsonType, isXmlType } from '../body/media-types.ts';

/** Reads and checks the bodies of one format. */
export interface FormReading {
  readonly decode: DecodeBody;
  readonly schema: BodySchema | undefined;
}

/** The reading of a body with a media type. */
export type ReadingOf = (essence: string) => FormReading;

/** The reading of a body that the engine doesn't understand. Only its media type is checked. */
export const UNREAD: FormReading = { decode: () => '', schema: undefined };

/** The reading of a media type with one format. */
export function always(reading: FormReading): ReadingOf {
  return () => reading;
}

/**
 * The readings of a media type in the document. A range such as `application/*` has several formats. Each one is compiled
 * when it is first sent, and the likeliest one at once.
 */
export function readingsOf(essence: string, compile: ReadingOf): ReadingOf {
  if (!essence.includes('*')) return always(compile(essence));
  const likeliest = formOf(essence);
  const readings = new Map([[likeliest, compile(likeliest)]]);
  return (sent) => {
    const form = formOf(sent);
    const reading = readings.get(form) ?? compile(form);
    readings.set(form, reading);
    return reading;
  };
}

/** One media type for all that are read in the same way, so that clients can't fill the cache with names. */
function formOf(essence: string): string {
  if (isJsonType(essence) || /^(\*|application)\/\*$/.test(essence)) return 'application/json';
  if (isXmlType(essence)) return 'application/xml';
  if (essence.startsWith('text/')) return 'text/plain';
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)$/.test(essence) ? essence : OTHER;
}

const OTHER = 'application/octet-stream';
