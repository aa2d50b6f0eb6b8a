import { paintOf } from '../../inspect/report/formats/format-text.ts';
import { UNPRINTABLE } from '../../inspect/report/wording.ts';
import type { ExchangeSummary } from '../../server/app.ts';

/**
 * A line for a terminal: `GET /content/123/final_statuses 200 ispring owner 1.2 ms`, and a line for each violation.
 *
 * @param options.isColoured whether to add colours, as ANSI escapes. Default false.
 */
export function formatPretty(
  { method, url, api, exchange, status, durationMs }: ExchangeSummary,
  { isColoured = false }: { readonly isColoured?: boolean } = {},
): string {
  const paint = paintOf({ isColoured });
  const who = exchange?.persona === undefined ? '' : ` ${exchange.persona}`;
  const rule = exchange?.rule === undefined ? '' : ` ${exchange.rule.id}`;
  const fault = exchange?.fault === undefined ? '' : ` ${exchange.fault.kind}`;
  const varied = exchange?.reply.variations ?? [];
  const variations = varied.length === 0 ? '' : ` ~${varied.join(',')}`;
  const duration = paint('dim', `${durationMs.toFixed(1)} ms`);
  const line = `${method} ${printable(url)} ${paint(status < 400 ? 'green' : 'red', String(status))}${api === undefined ? '' : ` ${api}`}${who}${rule}${fault}${variations} ${duration}`;
  const violations = (exchange?.violations ?? []).map(
    ({ severity, location, message, isExpected = false }) =>
      `  ${isExpected ? 'expected ' : ''}${paint(severity === 'error' ? 'red' : 'yellow', severity)}: ${printable(location)}: ${printable(message)}`,
  );
  return [line, ...violations].join('\n');
}

/**
 * A line of JSON.
 *
 * @param options.time the end of the exchange, on the clock of this machine. Default now.
 */
export function formatJson(
  { method, url, api, exchange, status, durationMs }: ExchangeSummary,
  { time = new Date() }: { readonly time?: Date } = {},
): string {
  const { operationId, persona, violations = [], rule, fault } = exchange ?? {};
  const line = JSON.stringify({
    time: time.toISOString(),
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
  return line.replaceAll(UNPRINTABLE, escapeUnits);
}

const MAX_CHARACTERS = 500;

/** In JSON such a character can only be in a string, where the escape has the same meaning. */
function escapeUnits(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A text of a client for a terminal: without unprintable characters, at most a few lines long. */
function printable(text: string): string {
  const safe = text.replaceAll(UNPRINTABLE, '?');
  return safe.length > MAX_CHARACTERS ? `${safe.slice(0, MAX_CHARACTERS)}…` : safe;
}
