import { loadPackage } from '../../late-packages.ts';
import { parseMediaType } from '../body/media-types.ts';
import { splitHeader } from './header-list.ts';

/** Chooses the media type for an Accept header. Undefined if none is acceptable. */
export type Negotiate = (accept: string | undefined) => string | undefined;

/** Maximum number of cached Accept headers of a response. */
const MAX_CACHED = 64;

/**
 * Negotiates by RFC 9110, section 12.5.1, with quality values and wildcards. The first media type is preferred.
 * Type and subtype must match. Parameters in the header (`charset`, `indent`, `odata.metadata`) are ignored unless the
 * offered media types have them too, as in Django REST framework: clients send many that servers ignore.
 */
export function createNegotiation(mediaTypes: readonly string[]): Negotiate {
  const cached = new Map<string, string | undefined>();
  const namesOf = parameterNamesOf(mediaTypes);
  return (accept) => {
    if (accept === undefined || accept === '*/*') return mediaTypes[0];
    if (cached.has(accept)) return cached.get(accept);
    const ranges = splitHeader(accept, ',').map((range) => withoutOtherParameters(range, namesOf));
    const Negotiator = loadPackage('negotiator');
    const chosen = new Negotiator({ headers: { accept: ranges.join(', ') } }).mediaType([...mediaTypes]);
    if (cached.size < MAX_CACHED) cached.set(accept, chosen);
    return chosen;
  };
}

/** Removes the quality values of an Accept header, for a server that ignores them. There, `q=0` refuses nothing. */
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
