import type { ExchangeSummary } from '../server/app.ts';

/** A line for a person: `GET /content/123/final_statuses 200 ispring owner 1.2 ms`, and a line a violation below it. */
export function formatPretty({ method, url, api, exchange, status, durationMs }: ExchangeSummary): string {
  const who = exchange?.persona === undefined ? '' : ` ${exchange.persona}`;
  const rule = exchange?.rule === undefined ? '' : ` ${exchange.rule.id}`;
  const fault = exchange?.fault === undefined ? '' : ` ${exchange.fault.kind}`;
  const varied = exchange?.reply.variations ?? [];
  const variations = varied.length === 0 ? '' : ` ~${varied.join(',')}`;
  const line = `${method} ${printable(url)} ${status}${api === undefined ? '' : ` ${api}`}${who}${rule}${fault}${variations} ${durationMs.toFixed(1)} ms`;
  const violations = (exchange?.violations ?? []).map(
    ({ severity, location, message }) => `  ${severity}: ${printable(location)}: ${printable(message)}`,
  );
  return [line, ...violations].join('\n');
}

/** A line for a program: one JSON object. */
export function formatJson({ method, url, api, exchange, status, durationMs }: ExchangeSummary): string {
  const { operationId, persona, violations = [], rule, fault } = exchange ?? {};
  return JSON.stringify({
    method,
    url: url.slice(0, MAX_CHARACTERS),
    api,
    operationId,
    persona,
    rule: rule?.id,
    fault,
    variations: exchange?.reply.variations,
    status,
    durationMs: Number(durationMs.toFixed(3)),
    violations,
  });
}

const MAX_CHARACTERS = 500;

/** What a client sent, made safe for a terminal: no control characters, and not longer than a few lines. */
function printable(text: string): string {
  const safe = text.replaceAll(/\p{Cc}/gu, '?');
  return safe.length > MAX_CHARACTERS ? `${safe.slice(0, MAX_CHARACTERS)}…` : safe;
}
