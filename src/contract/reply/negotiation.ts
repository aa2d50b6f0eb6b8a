import Negotiator from 'negotiator';

import { parseMediaType } from '../body/essence.ts';
import { splitHeader } from './header-list.ts';

/** Chooses the media type that answers an Accept header; undefined where none of them may. */
export type Negotiate = (accept: string | undefined) => string | undefined;

/** Maximum number of Accept headers that are remembered for a response. */
const MAX_REMEMBERED = 64;

/**
 * Negotiates by RFC 9110, section 12.5.1: quality values and wildcards; the first media type goes before the others.
 * Type and subtype decide. Of the parameters in the header (`charset`, `indent`, `odata.metadata`) only those count
 * that the offered media types have themselves, as in Django REST framework: clients send many that servers ignore.
 */
export function createNegotiation(mediaTypes: readonly string[]): Negotiate {
  const remembered = new Map<string, string | undefined>();
  const namesOf = parameterNamesOf(mediaTypes);
  return (accept) => {
    if (accept === undefined || accept === '*/*') return mediaTypes[0];
    if (remembered.has(accept)) return remembered.get(accept);
    const ranges = splitHeader(accept, ',').map((range) => withoutOtherParameters(range, namesOf));
    const chosen = new Negotiator({ headers: { accept: ranges.join(', ') } }).mediaType([...mediaTypes]);
    if (remembered.size < MAX_REMEMBERED) remembered.set(accept, chosen);
    return chosen;
  };
}

/** An Accept header without its quality values, for a server that does not read them: `q=0` refuses nothing there. */
export function withoutQuality(accept: string): string {
  return splitHeader(accept, ',')
    .map((range) =>
      splitHeader(range, ';')
        .filter((part) => !/^q\s*=/i.test(part))
        .join(';'),
    )
    .join(', ');
}

/** The names of the parameters that media types have, by type and subtype. */
function parameterNamesOf(mediaTypes: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  for (const name of mediaTypes) {
    const type = parseMediaType(name);
    if (type === undefined) continue;
    const known = names.get(type.essence) ?? new Set<string>();
    for (const [parameter] of type.params) known.add(parameter.toLowerCase());
    names.set(type.essence, known);
  }
  return names;
}

function withoutOtherParameters(range: string, namesOf: ReadonlyMap<string, ReadonlySet<string>>): string {
  const [type = '', ...parameters] = splitHeader(range, ';');
  const names = namesOf.get(type.toLowerCase());
  const kept = parameters.filter((parameter) => {
    const name = parameter.split('=', 1).join('').trim().toLowerCase();
    return name === 'q' || names?.has(name) === true;
  });
  return [type, ...kept].join(';');
}
