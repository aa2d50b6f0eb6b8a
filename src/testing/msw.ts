import { HttpResponse, http } from 'msw';
import type { HttpHandler } from 'msw';

import type { ApiName } from '../apis/index.ts';
import type { Mock } from '../mock-types.ts';
import type { MockSession } from '../session-handle/session-handle.ts';

/** Which requests the handlers answer. */
export interface HandlerOptions {
  /** The address of each API that the client calls: `{ moocit: 'https://courses.example.org' }`. */
  readonly addresses: { readonly [A in ApiName]?: string };
  /** The session that answers. Default: the session `default`. */
  readonly session?: MockSession;
}

/**
 * Handlers for MSW, in Node or in a browser, that answer requests to the addresses of vendors from the mock. A fault that ends
 * the connection is a network error.
 *
 * @example
 * const server = setupServer(...handlersOf(mock, { addresses: { moocit: 'https://courses.example.org' } }));
 */
export function handlersOf(mock: Mock, { addresses, session }: HandlerOptions): readonly HttpHandler[] {
  const { apis } = session ?? mock;
  const isServed = (name: string): name is ApiName => Object.hasOwn(apis, name);
  return Object.keys(addresses)
    .filter(isServed)
    .flatMap((api) => {
      const address = addresses[api];
      if (address === undefined) return [];
      const base = new URL(address).href.replace(/\/$/, '');
      const { path } = apis[api];
      return http.all(`${base}/*`, async ({ request }) => {
        const target = new Request(`http://localhost${path}${request.url.slice(base.length)}`, request);
        try {
          return await mock.fetch(target);
        } catch {
          return HttpResponse.error();
        }
      });
    });
}
