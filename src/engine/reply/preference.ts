import { quoteUnlessToken, splitHeader, unquote } from '../../contract/reply/header-list.ts';
import { makeBody } from '../../contract/reply/made-body.ts';
import type { MediaType } from '../../contract/reply/media-type.ts';
import { successStatusOf } from '../../contract/operation.ts';
import type { Operation } from '../../contract/operation.ts';
import type { OperationOutline } from '../../contract/outline.ts';
import type { ContractResponse } from '../../contract/reply/response.ts';
import type { VariantChoices } from '../variant.ts';
import type { Api, Persona } from '../api.ts';
import { problem } from './problem.ts';
import { encode } from './encode.ts';
import type { EncodeOptions } from './encode.ts';
import type { Reply } from './reply.ts';
import { waitFields, withFields } from './retry-after.ts';

/** The preferences of a caller in the header Prefer. */
export interface Preference {
  readonly code?: number;
  readonly example?: string;
  readonly dynamic: boolean;
}

/** Reads `Prefer: code=403, example=forbidden, dynamic=true`. Undefined if it has none of the three. */
export function parsePreference(header: string | undefined): Preference | undefined {
  if (header === undefined) return undefined;
  const preferences = readPreferences(header);
  const code = preferences.get('code');
  const example = preferences.get('example');
  const dynamic = preferences.get('dynamic');
  if (code === undefined && example === undefined && dynamic === undefined) return undefined;
  return {
    ...(code === undefined ? {} : { code: /^\d{3}$/.test(code) ? Number(code) : Number.NaN }),
    ...(example === undefined ? {} : { example }),
    dynamic: dynamic === 'true',
  };
}

/** The preferences of a header Prefer (RFC 7240), by name. A value is a token or a quoted string. The last value of a name is used. */
export function readPreferences(header: string): ReadonlyMap<string, string> {
  const preferences = new Map<string, string>();
  for (const part of splitHeader(header, ',;')) {
    const [, name = part, value = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    preferences.set(name.trim().toLowerCase(), unquote(value.trim()));
  }
  return preferences;
}

/** The value of the header Preference-Applied. Values that are not tokens are quoted. */
function formatPreference({ code, example, dynamic }: Preference): string {
  return Object.entries({ code, example, dynamic: dynamic ? 'true' : undefined })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${quoteUnlessToken(String(value))}`]))
    .join(', ');
}

interface PreferenceContext<P extends Persona> {
  readonly api: Api<P>;
  /** The choices of variants in the session. */
  readonly choices: VariantChoices;
  /** The seed of random values. */
  readonly seed: string;
}

/**
 * Answers a preference from the contract, without the campus and without checking credentials.
 * An unknown status or example gets a 400 that lists the possible ones.
 */
export async function answerPreference<P extends Persona>(
  operation: Operation,
  preference: Preference,
  { seed, api, choices, ...options }: EncodeOptions & PreferenceContext<P>,
): Promise<{ readonly reply: Reply; readonly note?: string | undefined }> {
  const { example, dynamic } = preference;
  const response = responseFor(operation, preference);
  if (response === undefined) return { reply: unknownPreference(operation) };
  const { accept } = options;
  const shown = example === undefined ? response.inVariant(choices) : (response.byExample.get(example) ?? response);
  const mediaType = mediaTypeFor(shown, accept, example);
  const made = mediaType === undefined ? undefined : await makeBody(mediaType, { example, dynamic, seed });
  const headers = {
    ...shown.shownHeaders(),
    ...shown.fixedHeaders,
    'Preference-Applied': formatPreference(preference),
  };
  const { status } = response;
  const fields = waitFields(api, { status, body: made?.value, header: shown.shownHeaders()['Retry-After'] });
  const answer = { kind: 'value', status, value: withFields(made?.value, fields) } as const;
  return { reply: encode(shown, mediaType, answer, headers, options), note: made?.note };
}

function responseFor(operation: Operation, { code, example }: Preference): ContractResponse | undefined {
  if (example === undefined) return operation.responseOf(code ?? successStatusOf(operation) ?? 0);
  const candidates = [
    ...operation.responses.values(),
    ...(code === undefined ? [] : [operation.responseOf(code) ?? []].flat()),
  ];
  return candidates.find(
    ({ status, mediaTypes }) =>
      (code === undefined || status === code) && [...mediaTypes.values()].some(({ examples }) => examples.has(example)),
  );
}

/** The media type that the caller accepts. If there is an example, a media type that has it. */
function mediaTypeFor(
  { negotiate, mediaTypes }: Pick<ContractResponse, 'negotiate' | 'mediaTypes'>,
  accept: string | undefined,
  example: string | undefined,
): MediaType | undefined {
  const named = mediaTypes.get(negotiate(accept) ?? '') ?? [...mediaTypes.values()][0];
  if (example === undefined || named?.examples.has(example) === true) return named;
  return [...mediaTypes.values()].find(({ examples }) => examples.has(example)) ?? named;
}

/** Refuses a preference for an answer that does not exist, and lists the possible answers. */
function unknownPreference(operation: OperationOutline): Reply {
  const available = [...operation.responses.values()].map(({ status, mediaTypes }) => {
    const examples = new Set([...mediaTypes.values()].flatMap((mediaType) => [...mediaType.examples.keys()]));
    return { code: status, examples: [...examples] };
  });
  const open = (operation.openStatuses ?? []).map((status) => `code=${status === 'default' ? 'any other' : status}`);
  const listed = available.map(({ code, examples }) =>
    examples.length === 0 ? `code=${code}` : `code=${code} (example=${examples.join(', example=')})`,
  );
  const detail = `${operation.operationId} has no such answer. Its answers are ${[...listed, ...open].join('; ')}.`;
  return problem(400, 'Unknown preference', detail, { available });
}
