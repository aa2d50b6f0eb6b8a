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
    ({ severity, location, message, isExpected = false }) =>
      `  ${isExpected ? 'expected ' : ''}${severity}: ${printable(location)}: ${printable(message)}`,
  );
  return [line, ...violations].join('\n');
}

/** A line for a program: one JSON object. */
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

/** Characters that change what a terminal shows of others: controls, separators of lines, and those that set a direction. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF]/gu;

/** In JSON such a character may only be part of a text, where its escape means the same. */
function escapeUnits(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What a client sent, made safe for a terminal: no unprintable characters, and not longer than a few lines. */
function printable(text: string): string {
  const safe = text.replaceAll(UNPRINTABLE, '?');
  return safe.length > MAX_CHARACTERS ? `${safe.slice(0, MAX_CHARACTERS)}…` : safe;
}
