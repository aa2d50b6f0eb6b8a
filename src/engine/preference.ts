import type { Contract, Operation } from '../contract/contract.ts';
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

/** What a header Prefer wishes, by name; the last of a name counts. */
export function readWishes(header: string): ReadonlyMap<string, string> {
  const wishes = new Map<string, string>();
  for (const part of header.split(/[,;]/)) {
    const [name = '', value = ''] = part.split('=', 2);
    wishes.set(name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1'));
  }
  return wishes;
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
  const applied = Object.entries({ code, example, dynamic: dynamic ? 'true' : undefined })
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]))
    .join(', ');
  const headers = { ...answer.headers, ...response.fixedHeaders, 'Preference-Applied': applied };
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
