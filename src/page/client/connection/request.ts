import { readToken } from './address.ts';

/** The folder of the control API, `http://127.0.0.1:4010/__mock/`. The script is in a folder of it. */
const CONTROL = new URL('..', import.meta.url);

/** The root of the server. */
export const ROOT: URL = new URL('..', CONTROL);

const pageToken = document.querySelector<HTMLMetaElement>('meta[name=lms-mock-page-token]')?.content ?? '';

/** A refusal of the control API. The message says why. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

export interface ControlRequest {
  /** Default GET. */
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Asks the control API. @throws {ControlError} if it refuses; {TypeError} if the server can't be reached. */
export async function request(path: string, options: ControlRequest = {}): Promise<Response> {
  const { method = 'GET', body, headers = {}, signal } = options;
  const token = readToken();
  const response = await fetch(new URL(path, CONTROL), {
    method,
    headers: {
      ...headers,
      'x-lms-mock-page-token': pageToken,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    credentials: 'omit',
    cache: 'no-store',
    ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) throw new ControlError(response.status, await detailOf(response));
  return response;
}

async function detailOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const problem: unknown = JSON.parse(text);
    if (typeof problem === 'object' && problem !== null && 'detail' in problem) return String(problem.detail);
  } catch {
    // Not a problem document, so it is shown as it is.
  }
  return text === '' ? `The server answered ${response.status}.` : text.slice(0, 500);
}
