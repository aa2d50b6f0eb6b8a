import { parseCookie } from 'cookie';
import type { OpenAPIV3_1 } from 'openapi-types';

import { ContractError, extensionOf, pointerTo, provenanceOf } from '../document.ts';
import type { DocumentReader, Located, Provenance } from '../document.ts';
import { isBeyondCaller } from './forbidden-header.ts';
import { parseQuery } from '../text/query.ts';
import type { ReadableRequest } from './request-reader.ts';
import type { Violation } from '../violation.ts';

/** Tells of an operation's credentials. It looks at where they stand and never quotes them; whether they are right is the API's to say. */
export interface Security {
  /** No credentials are wanted. */
  readonly isNone: boolean;
  /** The names in the query that carry credentials. */
  readonly queryNames: readonly string[];
  /** What the header WWW-Authenticate of a 401 holds. */
  readonly challenges: readonly string[];
  /** The credentials that the operation wants and the request lacks; empty where it wants none, or all are there. */
  absent(request: ReadableRequest): readonly Violation[];
  /** What is wrong where the API has refused the credentials: those that are absent, or else all of them together. */
  refused(request: ReadableRequest): readonly Violation[];
}

/** Where a scheme's credential stands. */
interface Place {
  readonly location: string;
  readonly wanted: string;
  readonly provenance: Provenance;
  /** The name in the query, where it stands there. */
  readonly queryName?: string;
  /** How a 401 asks for it, where it is a scheme of HTTP. */
  readonly challenge?: string;
  has(request: ReadableRequest): boolean;
}

/** @throws {ContractError} where an operation wants a scheme that the document doesn't have, or of a kind that nobody knows. */
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
    // The alternative that the caller has begun to meet is the one that it means; else the document's first.
    const begun = lacking.findIndex((places, index) => places.length < (alternatives[index] ?? []).length);
    const meant = lacking[Math.max(begun, 0)] ?? [];
    return meant.map((place) => violationOf(place, `${place.wanted} is required, but absent`));
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
              .map(({ wanted }) => wanted)
              .join(', ')})`
          : '';
      return [violationOf(first, `${first.wanted} was refused by the API${together}`)];
    },
  };
}

/** The headers, parameters and cookies that the keys of a document stand in. */
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
      // A client's certificate has come and gone before the request; the types know no other kind, documents may.
      if (String(Object(value).type) === 'mutualTLS') return [];
      throw new ContractError(
        reader.name,
        scheme.pointer,
        `security of the type "${String(Object(value).type)}" is not read`,
      );
  }
}

function authorization(scheme: string): Omit<Place, 'provenance'> {
  const word = scheme.toLowerCase();
  const wanted = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return {
    location: 'header.authorization',
    wanted,
    challenge: word === 'basic' ? 'Basic realm="*"' : wanted,
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
        wanted: name,
        has: ({ headers }) => textOf(headers[name.toLowerCase()]) !== '' || isBeyondCaller(name.toLowerCase(), headers),
      };
    case 'query':
      return {
        location: `query.${name}`,
        wanted: name,
        queryName: name,
        has: ({ query }) => parseQuery(query).some((pair) => pair.name === name && pair.value !== ''),
      };
    case 'cookie':
      return {
        location: `cookie.${name}`,
        wanted: name,
        has: ({ headers }) => (parseCookie(textOf(headers['cookie']))[name] ?? '') !== '',
      };
    default:
      throw new ContractError(reader.name, pointer, `an API key in "${place}" is not read`);
  }
}

function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === 'object' ? value.join(', ') : (value ?? '');
}
