import { replayHeaders, replayPath } from './request-line.ts';
import type { CredentialsOf } from './request-line.ts';
import type { ShownExchange } from './show.ts';

/**
 * A vitest file that asks again what was asked, and wants the same answers. It finds the server at LMS_MOCK_URL, or else
 * where the journal was; each run has a session of its own. Exchanges that a rule, a fault or a variation changed are
 * left out: a test would have to ask for those first.
 */
export function formatVitest(
  exchanges: readonly ShownExchange[],
  origin: string,
  credentialsOf: CredentialsOf,
): string {
  const replayed = exchanges.filter(isPlain);
  const left = exchanges.length - replayed.length;
  return `import { expect, test } from 'vitest';

const base = \`\${process.env['LMS_MOCK_URL'] ?? ${literal(origin)}}/sessions/replay-\${process.pid}\`;
${left === 0 ? '' : `\n// Left out: ${left} that a rule, a fault or a variation had changed, or that were not over.\n`}
${replayed.map((exchange) => testOf(exchange, credentialsOf)).join('\n')}`;
}

function isPlain({ rule, fault, variations, reply, isAborted, isOpen }: ShownExchange): boolean {
  return (
    rule === undefined &&
    fault === undefined &&
    variations === undefined &&
    reply !== undefined &&
    !isAborted &&
    !isOpen
  );
}

function testOf(exchange: ShownExchange, credentialsOf: CredentialsOf): string {
  const { sequence, request, reply, operationId, persona } = exchange;
  if (reply === undefined) return '';
  const name = `${sequence}: ${operationId ?? `${request.method} ${replayPath(exchange)}`}${persona === undefined ? '' : ` as ${persona}`} answers ${reply.status}`;
  const options = [
    `method: ${literal(request.method)}`,
    `headers: ${literal(replayHeaders(exchange, credentialsOf))}`,
    ...(request.body === undefined ? [] : [`body: ${literal(request.body.text)}`]),
  ];
  const contentType = reply.headers['Content-Type'];
  return `test(${literal(name)}, async () => {
  const response = await fetch(base + ${literal(replayPath(exchange))}, { ${options.join(', ')} });
  expect(response.status).toBe(${reply.status});
${contentType === undefined ? '' : `  expect(response.headers.get('content-type')).toBe(${literal(contentType)});\n`}${expectBody(exchange)}});
`;
}

function expectBody({ request, reply }: ShownExchange): string {
  if (reply === undefined || request.method === 'HEAD') return '';
  const { text, isCut } = reply.body;
  const wanted = literal(text);
  return isCut
    ? `  expect((await response.text()).slice(0, ${text.length})).toBe(${wanted});\n`
    : `  expect(await response.text()).toBe(${wanted});\n`;
}

function literal(value: unknown): string {
  return JSON.stringify(value);
}
