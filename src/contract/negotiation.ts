import Negotiator from 'negotiator';

/** Chooses the media type that answers an Accept header; undefined where none of them may. */
export type Negotiate = (accept: string | undefined) => string | undefined;

/** So many Accept headers are remembered for a response: clients send a few, an attacker any number. */
const MAX_REMEMBERED = 64;

/** Negotiates by RFC 9110, section 12.5.1: quality values and wildcards; the first media type goes before the others. */
export function createNegotiation(mediaTypes: readonly string[]): Negotiate {
  const remembered = new Map<string, string | undefined>();
  return (accept) => {
    if (accept === undefined || accept === '*/*') return mediaTypes[0];
    if (remembered.has(accept)) return remembered.get(accept);
    const chosen = new Negotiator({ headers: { accept } }).mediaType([...mediaTypes]);
    if (remembered.size < MAX_REMEMBERED) remembered.set(accept, chosen);
    return chosen;
  };
}
