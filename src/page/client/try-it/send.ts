import type { Violation } from '../../../contract/violation.ts';
import { chunksOf } from '../connection/chunks.ts';
import { ROOT } from '../connection/request.ts';

/** A request to an API. */
export interface ApiRequest {
  readonly method: string;
  /** Below the root of the session, with the name of the API. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The answer of an API. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body is longer than what was read. */
  readonly isCut: boolean;
  readonly durationMs: number;
  readonly violations: readonly Pick<Violation, 'location' | 'message' | 'severity' | 'provenance'>[];
}

/** Maximum number of bytes of a body that are read: a stream may have a million rows. */
const MAX_BYTES = 262_144;

/** The address of a path in a session. */
export function addressOf(session: string, path: string): string {
  const prefix = session === 'default' ? '' : `sessions/${encodeURIComponent(session)}/`;
  return new URL(prefix + path.replace(/^\/+/, ''), ROOT).href;
}

/** Sends a request as a client would, and reads the answer. @throws {TypeError} if there is none. */
export async function send(session: string, { method, path, headers, body }: ApiRequest): Promise<ApiAnswer> {
  const startedAt = performance.now();
  const response = await fetch(addressOf(session, path), {
    method,
    headers: { ...headers },
    ...(body === undefined || body === '' || method === 'GET' || method === 'HEAD' ? {} : { body }),
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
  });
  const { text, isCut } = await readText(response);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text,
    isCut,
    durationMs: performance.now() - startedAt,
    violations: JSON.parse(response.headers.get('x-lms-mock-violations') ?? '[]'),
  };
}

async function readText({ body }: Response): Promise<Pick<ApiAnswer, 'text' | 'isCut'>> {
  if (body === null) return { text: '', isCut: false };
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of chunksOf(body)) {
    text += decoder.decode(chunk, { stream: true });
    bytes += chunk.length;
    // Leaving the loop ends the request.
    if (bytes > MAX_BYTES) return { text: text.slice(0, MAX_BYTES), isCut: true };
  }
  return { text: text + decoder.decode(), isCut: false };
}
