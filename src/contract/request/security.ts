import { parseCookie } from 'cookie';
import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, extensionOf, pointerTo, provenanceOf } from '../document.ts';
import type { DocumentReader, Located, Provenance } from '../document.ts';
import { isBeyondCaller } from './forbidden-header.ts';
import { parseQuery } from '../text/query.ts';
import type { ReadableRequest } from './request-reader.ts';
import type { Violation } from '../violation.ts';

/** Checks that an operation's credentials are present. It never quotes them. The API decides whether they are valid. */
export interface Security {
  /** The operation needs no credentials. */
  readonly isNone: boolean;
  /** The names in the query that carry credentials. */
  readonly queryNames: readonly string[];
  /** The values of the header WWW-Authenticate of a 401. */
  readonly challenges: readonly string[];
  /** Violations for absent credentials. Empty if none are required, or if all are present. */
  absent(request: ReadableRequest): readonly Violation[];
  /** Violations after the API has refused the credentials: for the absent ones, or for all of them together. */
  refused(request: ReadableRequest): readonly Violation[];
}

/** The place of a scheme's credential. */
interface Place {
  readonly location: string;
  /** The credential in a message: `Bearer`, `x-api-key`. */
  readonly label: string;
  readonly provenance: Provenance;
  /** The name in the query, if the credential is there. */
  readonly queryName?: string;
  /** The challenge of a 401, if it is an HTTP scheme. */
  readonly challenge?: string;
  has(request: ReadableRequest): boolean;
}

/** @throws {ContractError} if an operation requires a scheme that the document doesn't have, or of an unknown type. */
export function compileSecurity(
  reader: DocumentReader,
  operation: Located<OpenAPIV3_1.OperationObject>,
  provenance: Provenance,
): Security {
  const own = operation.value.security;
  const pointer = own === undefined ? '#/security' : pointerTo(operation.pointer, 'security');
  const listed: unknown = own ?? reader.document.security ?? [];
  if (!Array.isArray(listed)) reader.reject(pointer, 'security must be a list');
  const alternatives = (Array.isArray(listed) ? listed : []).map((requirement, index) =>
    Object.keys(Object(requirement)).flatMap((name) => {
      const at = pointerTo(pointer, index, name);
      return reader.attempt<readonly Place[]>(
        at,
        () => placeOf(reader, name, at, provenance),
        () => [],
      );
    }),
  );

  function absent(request: ReadableRequest): readonly Violation[] {
    const lacking = alternatives.map((places) => places.filter((place) => !place.has(request)));
    if (lacking.some((places) => places.length === 0)) return [];
    // The alternative of which the caller has sent a part. Falls back to the first one.
    const begun = lacking.findIndex((places, index) => places.length < (alternatives[index] ?? []).length);
    const places = lacking[Math.max(begun, 0)] ?? [];
    return places.map((place) => violationOf(place, `${place.label} is required, but absent`));
  }

  const challenges = alternatives.flat().flatMap(({ challenge }) => challenge ?? []);
  return {
    isNone: alternatives.length === 0,
    challenges: [...new Set(challenges)],
    queryNames: alternatives.flat().flatMap(({ queryName }) => queryName ?? []),
    absent,
    refused(request) {
      const lacking = absent(request);
      if (lacking.length > 0) return lacking;
      const places = alternatives.find((each) => each.length > 0 && each.every((place) => place.has(request)));
      const [first] = places ?? [];
      if (places === undefined || first === undefined) return [];
      const together =
        places.length > 1
          ? ` (with ${places
              .slice(1)
              .map(({ label }) => label)
              .join(', ')})`
          : '';
      return [violationOf(first, `${first.label} was refused by the API${together}`)];
    },
  };
}

/** The names of the headers, parameters and cookies that carry API keys. */
export function apiKeyNames(reader: DocumentReader): readonly string[] {
  return Object.entries(Object(reader.document.components?.securitySchemes)).flatMap(([name, node]) => {
    const at = pointerTo('#/components/securitySchemes', name);
    const { value } = reader.resolve<OpenAPIV3_1.SecuritySchemeObject>(Object(node), at);
    return value.type === 'apiKey' && typeof value.name === 'string' ? [value.name] : [];
  });
}

function violationOf({ location, provenance }: Place, message: string): Violation {
  return { location, rule: 'security', message, severity: 'error', provenance };
}

function placeOf(reader: DocumentReader, name: string, pointer: string, fallback: Provenance): readonly Place[] {
  const node = reader.document.components?.securitySchemes?.[name];
  if (node === undefined) throw new ContractError(reader.name, pointer, `there is no security scheme "${name}"`);
  const scheme = reader.resolve<OpenAPIV3_1.SecuritySchemeObject>(
    node,
    pointerTo('#/components/securitySchemes', name),
  );
  const provenance = extensionOf(scheme.value, 'x-provenance') === undefined ? fallback : provenanceOf(reader, scheme);
  const { value } = scheme;
  switch (value.type) {
    case 'apiKey':
      return [{ ...keyPlace(reader, scheme.pointer, value), provenance }];
    case 'http':
      return [{ ...authorization(value.scheme), provenance }];
    case 'oauth2':
    case 'openIdConnect':
      return [{ ...authorization('bearer'), provenance }];
    default:
      // A client's certificate is checked before the request. The types have no other kind, but documents may.
      if (String(Object(value).type) === 'mutualTLS') return [];
      throw new ContractError(
        reader.name,
        scheme.pointer,
        `security of the type "${String(Object(value).type)}" is not supported`,
      );
  }
}

function authorization(scheme: string): Omit<Place, 'provenance'> {
  const word = scheme.toLowerCase();
  const label = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return {
    location: 'header.authorization',
    label,
    challenge: word === 'basic' ? 'Basic realm="*"' : label,
    has: ({ headers }) => textOf(headers['authorization']).toLowerCase().startsWith(`${word} `),
  };
}

function keyPlace(
  reader: DocumentReader,
  pointer: string,
  { in: place, name }: OpenAPIV3_1.ApiKeySecurityScheme,
): Omit<Place, 'provenance'> {
  switch (place) {
    case 'header':
      return {
        location: `header.${name.toLowerCase()}`,
        label: name,
        has: ({ headers }) => textOf(headers[name.toLowerCase()]) !== '' || isBeyondCaller(name.toLowerCase(), headers),
      };
    case 'query':
      return {
        location: `query.${name}`,
        label: name,
        queryName: name,
        has: ({ query }) => parseQuery(query).some((pair) => pair.name === name && pair.value !== ''),
      };
    case 'cookie':
      return {
        location: `cookie.${name}`,
        label: name,
        has: ({ headers }) => (parseCookie(textOf(headers['cookie']))[name] ?? '') !== '',
      };
    default:
      throw new ContractError(reader.name, pointer, `an API key in "${place}" is not supported`);
  }
}

function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === 'object' ? value.join(', ') : (value ?? '');
}
