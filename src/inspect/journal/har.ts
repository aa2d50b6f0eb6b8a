import { writeJsonList } from './json-list.ts';
import { splitUrl } from './request-line.ts';
import type { ShownBody, ShownExchange } from './show.ts';

/** The program that wrote the file. */
export interface Creator {
  readonly name: string;
  readonly version: string;
}

/** The exchanges as HAR 1.2, which a browser's network panel and many tools import (http://www.softwareishard.com/blog/har-12-spec/). */
export function formatHar(
  exchanges: readonly ShownExchange[],
  origin: string,
  creator: Creator,
): Generator<void, string> {
  const entries = exchanges
    .values()
    .map((exchange) => entryOf(exchange, origin))
    .filter((entry) => entry !== undefined);
  return writeJsonList({ log: { version: '1.2', creator, entries: [] } }, 'entries', entries);
}

function entryOf(exchange: ShownExchange, origin: string): object | undefined {
  const { request, reply, startedAt, durationMs, firstByteMs, sentBytes } = exchange;
  // HAR can't represent exchanges in progress.
  if (reply === undefined || durationMs === undefined) return undefined;
  const wait = Math.min(firstByteMs ?? durationMs, durationMs);
  const contentType = headerOf(reply.headers, 'content-type') ?? '';
  return {
    startedDateTime: startedAt,
    time: durationMs,
    // Without it network panels treat JSON as a script, and their Fetch/XHR filter hides it.
    _resourceType: 'fetch',
    request: {
      method: request.method,
      url: browserUrl(origin + request.url),
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: listOf(request.headers),
      queryString: splitUrl(request.url).query.map(({ name, value }) => ({ name, value })),
      headersSize: -1,
      bodySize: request.body?.size ?? 0,
      ...(request.body === undefined
        ? {}
        : { postData: postDataOf(request.body, headerOf(request.headers, 'content-type') ?? '') }),
    },
    response: {
      status: reply.status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: listOf(reply.headers),
      content: {
        ...sizeOf(reply.body),
        mimeType: contentType,
        text: reply.body.text,
      },
      redirectURL: headerOf(reply.headers, 'location') ?? '',
      headersSize: -1,
      bodySize: -1,
      _transferSize: sentBytes,
    },
    cache: {},
    timings: { send: 0, wait, receive: Math.max(0, durationMs - wait) },
    comment: commentOf(exchange),
  };
}

/**
 * The URL in the form of browsers, because tools that replay the file compare it. Unlike in RFC 3986, brackets are not
 * escaped.
 */
function browserUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).href : encodeURI(url).replaceAll('%25', '%');
}

function postDataOf(body: ShownBody, mimeType: string): object {
  const { text, size, isCut, isRecoded = false } = body;
  const comments = [
    ...(isCut ? [`only the beginning of ${size} bytes`] : []),
    ...(isRecoded ? ['the bytes are not UTF-8; invalid ones are U+FFFD'] : []),
  ];
  return { mimeType, text, ...(comments.length === 0 ? {} : { comment: comments.join('; ') }) };
}

/** The size in bytes, or in characters if the text was cut. */
function sizeOf({ text, size, isCut, isRecoded = false }: ShownBody): {
  readonly size: number;
  readonly comment?: string;
} {
  const comments = [
    ...(isCut ? [`the first ${text.length} of ${size} characters`] : []),
    ...(isRecoded ? ['the bytes were not UTF-8, but in the charset of the content type'] : []),
  ];
  const bytes = isCut ? size : Buffer.byteLength(text);
  return comments.length === 0 ? { size: bytes } : { size: bytes, comment: comments.join('; ') };
}

/** The facts that HAR has no members for. */
function commentOf({
  api,
  operationId,
  persona,
  reason,
  scope,
  rule,
  fault,
  variations,
  violations,
}: ShownExchange): string {
  const facts = [
    [api, operationId, persona].filter((part) => part !== undefined).join(' '),
    ...(reason === undefined ? [] : [`refused: ${reason}`]),
    ...(scope === undefined ? [] : [scope]),
    ...(rule === undefined ? [] : [`rule ${rule.id}`]),
    ...(fault === undefined ? [] : [`fault ${fault.kind}`]),
    ...(variations === undefined || variations.length === 0 ? [] : [`variations ${variations.join(', ')}`]),
    ...violations.map(({ severity, location, message }) => `${severity}: ${location}: ${message}`),
  ];
  return facts.join('; ');
}

function listOf(headers: Readonly<Record<string, string>>): readonly { name: string; value: string }[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function headerOf(headers: Readonly<Record<string, string>>, lowerCaseName: string): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === lowerCaseName)?.[1];
}
