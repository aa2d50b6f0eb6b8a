import type { Contract, Operation } from '../contract/contract.ts';
import { quoteUnlessToken, splitHeader, unquote } from '../contract/header-list.ts';
import type { OperationOutline } from '../contract/outline.ts';
import { problem } from './problem.ts';
import { encode } from './reply.ts';
import type { EncodeOptions, Reply } from './reply.ts';

/** What a caller asked for in the header Prefer. */
export interface Preference {
  readonly code?: number;
  readonly example?: string;
  readonly dynamic: boolean;
}

/** Reads `Prefer: code=403, example=forbidden, dynamic=true`; undefined where it has none of the three. */
export function parsePreference(header: string | undefined): Preference | undefined {
  if (header === undefined) return undefined;
  const wishes = readWishes(header);
  const code = wishes.get('code');
  const example = wishes.get('example');
  const dynamic = wishes.get('dynamic');
  if (code === undefined && example === undefined && dynamic === undefined) return undefined;
  return {
    ...(code === undefined ? {} : { code: /^\d{3}$/.test(code) ? Number(code) : Number.NaN }),
    ...(example === undefined ? {} : { example }),
    dynamic: dynamic === 'true',
  };
}

/** The preferences of a header Prefer (RFC 7240), by name. A value is a word or a quoted string; the last of a name counts. */
export function readWishes(header: string): ReadonlyMap<string, string> {
  const wishes = new Map<string, string>();
  for (const part of splitHeader(header, ',;')) {
    const [, name = part, value = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    wishes.set(name.trim().toLowerCase(), unquote(value.trim()));
  }
  return wishes;
}

/** The value of the header Preference-Applied: a value that is no token is quoted. */
export function formatPreference({ code, example, dynamic }: Preference): string {
  return Object.entries({ code, example, dynamic: dynamic ? 'true' : undefined })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${quoteUnlessToken(String(value))}`]))
    .join(', ');
}

/**
 * Answers from the contract alone, as the caller wishes; the campus is not asked, nor the credentials.
 * A status or an example that the operation doesn't have gets a 400 that lists those it has.
 */
export async function answerPreference(
  contract: Contract,
  operation: Operation,
  preference: Preference,
  { seed, ...options }: EncodeOptions & { readonly seed: string },
): Promise<Reply> {
  const { code, example, dynamic } = preference;
  const candidates = [...operation.responses.values()].filter(({ status }) => code === undefined || status === code);
  const response =
    example === undefined
      ? candidates[0]
      : candidates.find(({ mediaTypes }) => [...mediaTypes.values()].some(({ examples }) => examples.has(example)));
  if (response === undefined) return unknownPreference(operation);
  const shown = example ?? [...([...response.mediaTypes.values()][0]?.examples.keys() ?? [])][0] ?? '';
  const { negotiate, mediaTypes } = response.narrowed.get(shown) ?? response;
  const name = negotiate(options.accept) ?? [...mediaTypes.keys()][0];
  const mediaType = name === undefined ? undefined : mediaTypes.get(name);

  // Prism takes half a second to load: only a caller with a wish pays for it.
  const { loadPrism } = await import('../contract/prism.ts');
  const prism = await loadPrism(contract);
  const answer = await prism.mock(operation, {
    code: response.status,
    dynamic,
    seed,
    ...(example === undefined ? {} : { exampleKey: example }),
    ...(mediaType === undefined ? {} : { mediaTypes: [mediaType.name] }),
  });
  const headers = {
    ...answer.headers,
    ...response.fixedHeaders,
    'Preference-Applied': formatPreference(preference),
  };
  return encode(response, mediaType, { kind: 'value', status: response.status, value: answer.body }, headers, options);
}

/** Refuses a wish for an answer that there isn't, and lists those that there are. */
export function unknownPreference(operation: OperationOutline): Reply {
  const available = [...operation.responses.values()].map(({ status, mediaTypes }) => {
    const examples = new Set([...mediaTypes.values()].flatMap((mediaType) => [...mediaType.examples.keys()]));
    return { code: status, examples: [...examples] };
  });
  const open = (operation.openStatuses ?? []).map((status) => `code=${status === 'default' ? 'any other' : status}`);
  const listed = available.map(({ code, examples }) =>
    examples.length === 0 ? `code=${code}` : `code=${code} (example=${examples.join(', example=')})`,
  );
  const detail = `${operation.operationId} has no such answer. What there is: ${[...listed, ...open].join('; ')}.`;
  return problem(400, 'Unknown preference', detail, { available });
}
