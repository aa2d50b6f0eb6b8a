import type { BodySchema } from './body-schema.ts';
import type { DecodeBody } from '../text/decode-scalar.ts';
import { isJsonType, isXmlType } from '../body/media-types.ts';

/** How a body of one form is read and checked. */
export interface FormReading {
  readonly decode: DecodeBody;
  readonly schema: BodySchema | undefined;
}

/** How a body is read that is sent as a media type. */
export type ReadingOf = (essence: string) => FormReading;

/** A body that is not understood: only its media type counts. */
export const UNREAD: FormReading = { decode: () => '', schema: undefined };

/** The reading of a media type that has one form. */
export function always(reading: FormReading): ReadingOf {
  return () => reading;
}

/**
 * The readings of what a document lists under one name. A range such as `application/*` has no form of its own: each form that
 * is sent is compiled when it first comes, the likeliest at once.
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

/** A media type that stands for all that are read alike: clients may send any number of names. */
function formOf(essence: string): string {
  if (isJsonType(essence) || /^(\*|application)\/\*$/.test(essence)) return 'application/json';
  if (isXmlType(essence)) return 'application/xml';
  if (essence.startsWith('text/')) return 'text/plain';
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)$/.test(essence) ? essence : OTHER;
}

const OTHER = 'application/octet-stream';
