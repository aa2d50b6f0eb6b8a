import type { Campus } from '../campus/campus.ts';
import { formatInstant } from '../campus/instant.ts';
import type { Service } from '../engine/handle.ts';
import type { Session } from '../engine/session.ts';
import { SESSION_HEADER } from './session-of.ts';
import { parseSpan } from './span.ts';
import type { Span } from './span.ts';

/** How a program reaches one API. */
export interface ApiHandle {
  /** Where it is on the server, `/moocit`; what supertest wants before the vendor's own path. */
  readonly path: string;
  /**
   * What a client is given as its base URL, `http://127.0.0.1:4010/moocit`.
   *
   * @throws {Error} where the mock doesn't listen yet.
   */
  readonly baseUrl: string;
  /** The callers, by name, and the headers that each sends. */
  readonly personas: Readonly<Record<string, { readonly headers: Readonly<Record<string, string>> }>>;
}

/** One client's own server: what it moves, nobody else sees. */
export interface MockSession {
  readonly id: string;
  readonly apis: Readonly<Record<string, ApiHandle>>;
  /** The header that leads a request into the session, for a client whose base URL can't be changed. */
  readonly headers: Readonly<Record<string, string>>;
  /** The campus as the session sees it now. */
  readonly campus: Campus;
  /** The session's moment, ISO 8601 in UTC. */
  readonly now: string;
  /**
   * Moves the session's clock forward: `advance({ days: 3 })`. What happens on the campus in that time has happened.
   *
   * @throws {OptionError} where the span is none.
   */
  advance(span: Span): void;
  /** Makes the session what it was when it began. */
  reset(): void;
}

/** The handles of the APIs below a path; `origin` is asked when a base URL is wanted. */
export function createApiHandles(
  services: readonly Service[],
  prefix: string,
  origin: () => string,
): Readonly<Record<string, ApiHandle>> {
  const handles = services.map(({ api }): readonly [string, ApiHandle] => {
    const path = `${prefix}/${api.name}`;
    const personas = Object.fromEntries(api.personas.map(({ name, headers }) => [name, { headers }]));
    return [
      api.name,
      {
        path,
        personas,
        get baseUrl() {
          return origin() + path;
        },
      },
    ];
  });
  return Object.fromEntries(handles);
}

export function createSessionHandle(session: Session, campus: Campus, apis: MockSession['apis']): MockSession {
  return {
    id: session.id,
    apis,
    headers: { [SESSION_HEADER]: session.id },
    get campus() {
      return campus.at(session.now);
    },
    get now() {
      return formatInstant(session.now);
    },
    advance: (span) => session.advance(parseSpan(span)),
    reset: () => session.reset(),
  };
}
