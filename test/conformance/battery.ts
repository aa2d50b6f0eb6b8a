import request from 'supertest';
import type { Response } from 'supertest';
import { describe, expect, test } from 'vitest';

import { shortestBodyOf } from '../../src/contract/reply/body-example.ts';
import type { Operation } from '../../src/contract/operation.ts';
import { pathExampleOf } from '../../src/contract/match/path-example.ts';
import type { Mock } from '../../src/index.ts';
import { parseLeniently } from '../support/cases/lenient-json.ts';
import { expectInContract } from '../support/judges/prove.ts';
import { farRows } from '../support/cases/variant-rows.ts';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace'] as const;

/**
 * Defines the tests that every API must pass, in the combinations of its variants. Prism checks each answer against the
 * contract of the API. The code here has no names of APIs.
 */
export function testConformance(mock: Mock): void {
  describe.for(farRows(mock))('$title', ({ service, sessionId }) => {
    const { name, api, contract } = service;
    const caller = { ...api.personas[0]?.headers, ...api.showcase.headers };
    const [path = '', query = ''] = api.showcase.path.split('?');
    const operation = operationAt(path);

    function operationAt(at: string): Operation {
      const match = contract.match('GET', at);
      if (match.kind !== 'found') throw new Error(`${at} is no operation of ${name}`);
      return match.operation;
    }

    const sessionHeaders = sessionId === undefined ? {} : mock.session(sessionId).headers;

    function methodOf(each: Operation): (typeof METHODS)[number] {
      return METHODS.find((method) => method.toUpperCase() === each.method) ?? 'get';
    }

    /** Sends a preference to an operation, and checks the answer. */
    async function wish(each: Operation, prefer: string): Promise<Response> {
      const response = await call(methodOf(each), pathExampleOf(contract, each, api.showcase.path)).set({
        Prefer: prefer,
      });
      await expectInContract(service, each, response);
      return response;
    }

    /** Creates a request in the session with the variants. */
    function call(method: (typeof METHODS)[number], target: string): request.Test {
      return request(mock.app)[method](target).set(sessionHeaders).buffer(true).parse(parseLeniently);
    }

    /** Sends a request as the first persona, and checks the answer. */
    async function send(
      method: string,
      target: string,
      headers: Readonly<Record<string, string>> = caller,
      matched: Operation | undefined = operation,
    ): Promise<Response> {
      const response = await call(method === 'HEAD' ? 'head' : 'get', target).set(headers);
      if (method !== 'HEAD') await expectInContract(service, matched, response);
      return response;
    }

    test('answers its showcase, at its own path and below its name, without a violation', async () => {
      const [own, below] = [await send('GET', api.showcase.path), await send('GET', `/${name}${api.showcase.path}`)];
      expect(own.status).toBe(200);
      expect(own.text.length).toBeGreaterThan(50);
      expect(below.text).toBe(own.text);
      expect(own.headers['x-lms-mock-violations']).toBeUndefined();
    });

    test('answers each of its operations, to each persona', async () => {
      for (const { headers } of api.personas) {
        // Some operations write, so each call has its own session.
        const own = mock.session();
        own.setVariants({ [name]: service.choices });
        for (const each of contract.operations.values()) {
          const { mediaType = 'application/json', text } = shortestBodyOf(contract, each) ?? {};
          const response = await call(methodOf(each), pathExampleOf(contract, each, api.showcase.path))
            .set({ ...headers, ...api.showcase.headers, ...own.headers })
            .send(text)
            .type(mediaType);
          await expectInContract(service, each, response);
          expect([200, 201, 403]).toContain(response.status);
        }
        own.delete();
      }
    });

    test('refuses a request without credentials, or with any part of them wrong', async () => {
      const credentials = Object.keys(api.personas[0]?.headers ?? {});
      expect([401, 403]).toContain((await send('GET', path, api.showcase.headers ?? {})).status);
      for (const broken of credentials) {
        for (const value of [
          '',
          'x',
          'Basic',
          'Bearer',
          'Basic !!!',
          'Basic eDp5OnA=',
          'Bearer a b c',
          'x'.repeat(5000),
          '{}',
        ]) {
          const response = await send('GET', path, { ...caller, [broken]: value });
          expect(response.status, `${broken}: ${value.slice(0, 20)}`).toBeGreaterThanOrEqual(400);
          expect(response.status).toBeLessThan(500);
        }
      }
    });

    test.for(['/nothing', '/', '', '//', '/..', '/%00', '/%', '/__proto__', '/constructor'])(
      'refuses the unknown path %s in its own words',
      async (unknown) => {
        const response = await call('get', `/${name}${unknown}`).set(caller);
        expect(response.status).toBe(404);
        await expectInContract(service, undefined, response);
      },
    );

    test('refuses an unknown path at the root, also with an extra slash', async () => {
      const roots = (contract.roots ?? []).map((root) => `/${root.join('/')}/no/such/thing`);
      for (const beside of [...roots, `${path}/`]) {
        const response = await call('get', beside).set(caller);
        expect(response.status).toBe(404);
        await expectInContract(service, undefined, response);
      }
    });

    test.for(['post', 'put', 'patch', 'delete', 'options', 'trace'] as const)(
      'refuses %s in its own words',
      async (method) => {
        const response = await call(method, path)
          .set(caller)
          .send(method === 'post' ? { some: 'body' } : undefined);
        const { options } = service.api;
        const isAnswered = method === 'options' && options !== undefined;
        expect(isAnswered ? [options.status] : [404, 405]).toContain(response.status);
        const allowed = options === undefined ? 'GET, HEAD' : 'GET, HEAD, OPTIONS';
        expect(response.headers['allow']).toBe(response.status === 404 ? undefined : allowed);
        await expectInContract(service, undefined, response);
      },
    );

    test('answers HEAD as GET without a body, or refuses it as a wrong method', async () => {
      const [head, get] = [await send('HEAD', path), await send('GET', path)];
      expect(head.text ?? '').toBe('');
      expect([`200 ${get.type}`, '404 ']).toContain(`${head.status} ${head.type}`);
    });

    test('sends each media type that is requested, and otherwise a 406 or the first media type', async () => {
      const names = [...(operation.responses.get(200)?.mediaTypes.keys() ?? [])];
      const severity = service.api.unacceptable?.severity;
      for (const accept of names) expect((await send('GET', path, { ...caller, accept })).type).toBe(accept);
      expect((await send('GET', path, { ...caller, accept: '*/*' })).type).toBe(names[0]);
      expect((await send('GET', path, { ...caller, accept: `text/csv, ${names.at(-1)};q=0.1` })).type).toBe(
        names.at(-1),
      );
      const unsuited = await send('GET', path, { ...caller, accept: 'image/png' });
      expect(unsuited.status).toBe(severity === 'error' ? 406 : 200);
      expect(severity === 'error' ? names[0] : unsuited.type).toBe(names[0]);
      const violations: unknown = JSON.parse(unsuited.headers['x-lms-mock-violations'] ?? '[]');
      const wanted = [{ location: 'header.accept', severity }].slice(severity === undefined ? 1 : 0);
      expect(violations).toMatchObject(wanted);
    });

    test.for([
      '__proto__[x]=1&constructor[prototype][y]=2',
      'a=1&a=2&a[]=3&a[b][c][d]=4',
      `${'x'.repeat(4000)}=1`,
      '%E0%A4%A=%ZZ&%=%',
      '&&&===&=&',
      'k=1&'.repeat(1000),
      '\u{1F600}=%F0%9F%98%80',
      'a=%00%0d%0aSet-Cookie:x=1',
    ])('answers the query ?%s', async (hostile) => {
      const response = await send('GET', encodeURI(`${path}?${hostile}`).replaceAll('%25', '%'));
      expect(response.status).toBeLessThan(500);
      expect(Reflect.get({}, 'x')).toBeUndefined();
      const violations = response.headers['x-lms-mock-violations'] ?? '[]';
      expect(violations.length).toBeLessThanOrEqual(4096);
      expect(violations).toMatch(/^[\u0020-\u007E]*$/);
      expect(JSON.parse(violations)).toBeInstanceOf(Array);
    });

    test('reports an unknown parameter, and still answers', async () => {
      const response = await send('GET', `${path}?${query}${query === '' ? '' : '&'}surely_unknown=1`);
      expect(response.status).toBe(200);
      // An API with a parameter for any name has no unknown parameters.
      const takesAnyName = JSON.stringify(contract.document.paths).includes('x-also-exploded');
      const reported: unknown = JSON.parse(response.headers['x-lms-mock-violations'] ?? '[]');
      const unknown = expect.objectContaining({ location: 'query.surely_unknown', severity: 'warning' });
      expect(reported).toEqual(takesAnyName ? [] : [unknown]);
    });

    test.skipIf(!operation.path.includes('{'))(
      'refuses a path value that cannot be decoded (skipped: no path has one)',
      async () => {
        const target = operation.path.replaceAll(/\{[^}]*\}/g, '%E0%A4%A');
        expect((await send('GET', target)).status).toBe(400);
      },
    );

    test('allows the headers of its callers in a preflight, and lets a page read the answer', async () => {
      const wanted = Object.keys({ ...api.personas[0]?.headers, Accept: '', 'Content-Type': '' });
      const preflight = await call('options', path).set({
        Origin: 'http://localhost:5173',
        'Access-Control-Request-Method': 'GET',
        'Access-Control-Request-Headers': wanted.join(','),
      });
      expect(preflight.status).toBe(204);
      expect(preflight.headers['access-control-allow-origin']).toBe('*');
      expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
      expect(preflight.headers['access-control-allow-methods']).toContain('GET');
      const allowed = String(preflight.headers['access-control-allow-headers']).toLowerCase().split(',');
      expect(allowed).toEqual(expect.arrayContaining(wanted.map((header) => header.toLowerCase())));

      const response = await send('GET', path, { ...caller, Origin: 'http://localhost:5173' });
      expect(response.headers['access-control-allow-origin']).toBe('*');
      expect(response.headers['access-control-expose-headers']).toContain('x-lms-mock-violations');
      const refused = await send('GET', path, { Origin: 'http://localhost:5173' });
      expect(refused.headers['access-control-allow-origin'], 'on a refusal too').toBe('*');
    });

    test('answers with each preferred status and example of the contract', async () => {
      const seen = new Set<unknown>();
      for (const each of contract.operations.values()) {
        for (const declared of each.responses.values()) {
          // Operations share most of their refusals.
          if (seen.has(declared)) continue;
          seen.add(declared);
          const { status, mediaTypes } = declared;
          const byCode = await wish(each, `code=${status}`);
          expect(byCode.status).toBe(status);
          expect(byCode.headers['preference-applied']).toBe(`code=${status}`);
          for (const example of [...mediaTypes.values()][0]?.examples.keys() ?? []) {
            const byExample = await wish(each, `code=${status}, example=${example}`);
            expect(byExample.status).toBe(status);
          }
        }
        expect([200, 201]).toContain((await wish(each, 'dynamic=true')).status);
      }
    });

    test.for(['code=299', 'code=abc', 'example=none-such', 'code=200, example=none-such'])(
      'lists the valid values if "%s" is preferred',
      async (prefer) => {
        const response = await call('get', path).set({ Prefer: prefer });
        expect(response.status).toBe(400);
        expect(response.type).toBe('application/problem+json');
        expect(JSON.parse(response.text).available).toContainEqual(expect.objectContaining({ code: 200 }));
      },
    );
  });
}
