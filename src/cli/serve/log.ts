import { UNPRINTABLE } from '../../reload/format-reload.ts';
import type { ExchangeSummary } from '../../server/app.ts';

/** A line for a terminal: `GET /content/123/final_statuses 200 ispring owner 1.2 ms`, and a line for each violation. */
export function formatPretty({ method, url, api, exchange, status, durationMs }: ExchangeSummary): string {
  const who = exchange?.persona === undefined ? '' : ` ${exchange.persona}`;
  const rule = exchange?.rule === undefined ? '' : ` ${exchange.rule.id}`;
  const fault = exchange?.fault === undefined ? '' : ` ${exchange.fault.kind}`;
  const varied = exchange?.reply.variations ?? [];
  const variations = varied.length === 0 ? '' : ` ~${varied.join(',')}`;
  const line = `${method} ${printable(url)} ${status}${api === undefined ? '' : ` ${api}`}${who}${rule}${fault}${variations} ${durationMs.toFixed(1)} ms`;
  const violations = (exchange?.violations ?? []).map(
    ({ severity, location, message, isExpected = false }) =>
      `  ${isExpected ? 'expected ' : ''}${severity}: ${printable(location)}: ${printable(message)}`,
  );
  return [line, ...violations].join('\n');
}

/** A line of JSON. */
export function formatJson({ method, url, api, exchange, status, durationMs }: ExchangeSummary): string {
  const { operationId, persona, violations = [], rule, fault } = exchange ?? {};
  const line = JSON.stringify({
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
