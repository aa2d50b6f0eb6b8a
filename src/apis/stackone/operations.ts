import type { Campus } from '../../campus/campus.ts';
import type { Call, Handlers, Persona } from '../../engine/api.ts';
import type { Outcome } from '../../engine/outcome.ts';
import type { GetCompletionValues, StackOneOperations } from './contract-types.ts';
import { createIds } from './ids.ts';
import { toCompletion } from './projection.ts';
import { refusals } from './refusals.ts';
import type { StackOneChoices } from './variants.ts';

/** Where the provider behind StackOne would be; nobody calls it. */
const PROVIDER_URL = 'https://provider.example/api/completions';

export function createOperations(campus: Campus, choices: StackOneChoices): Handlers<Persona, StackOneOperations> {
  const ids = createIds(campus);

  /** A completion is a course that was passed or failed; one that goes on is none. */
  function getCompletion({ values: { path, query } }: Call<Persona, GetCompletionValues>): Outcome {
    const index = ids.completion.indexOf(path.id);
    const enrolment = index === undefined ? undefined : campus.enrolment(index);
    if (enrolment?.completedAt === undefined) return refusals.unknownCompletion;
    const completion = toCompletion(enrolment, enrolment.completedAt, ids, choices);
    const data = pick(completion, query.fields, choices);
    const remoteId = ids.remoteCompletion.idOf(enrolment.index);
    const request = (): object => rawRequest(remoteId, query.proxy, enrolment.state);
    const raw = query.raw === true ? [request()] : rawUnasked(choices, request);
    const value = raw === undefined ? { data } : { data, raw };
    return { kind: 'value', status: 200, value };
  }

  return { getCompletion };
}

/** Maximum number of batches that are looked through for a completion: at most a tenth of a second. */
const SHOWCASE_BATCHES = 64;

/** The documented completion. Where the samples are left out, the first one there is, unless it is hard to find. */
export function showcaseId(campus: Campus): string {
  const ids = createIds(campus).completion;
  const documented = '123456';
  if (ids.indexOf(documented) !== undefined) return documented;
  let batches = 0;
  for (const batch of campus.enrolments().batches()) {
    const completed = batch.find(({ completedAt }) => completedAt !== undefined);
    if (completed !== undefined) return ids.idOf(completed.index);
    batches += 1;
    if (batches === SHOWCASE_BATCHES) break;
  }
  return documented;
}

/** Keeps the members that `fields` names, between commas; all of them where it names none. Unknown names are passed over (assumed). */
function pick(
  data: Readonly<Record<string, unknown>>,
  fields: unknown,
  choices: StackOneChoices,
): Readonly<Record<string, unknown>> {
  const names =
    typeof fields === 'string'
      ? fields
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '')
      : [];
  if (names.length === 0) return data;
  const kept = choices.fields === 'with-id' ? ['id', ...names] : names;
  return Object.fromEntries(Object.entries(data).filter(([name]) => kept.includes(name)));
}

function rawUnasked({ raw }: StackOneChoices, request: () => object): readonly object[] | null | undefined {
  switch (raw) {
    case 'absent':
      return undefined;
    case 'null':
      return null;
    case 'empty':
      return [];
    case 'filled':
      return [request()];
  }
}

/** What StackOne would have asked the provider: the keys of `proxy` go along in the query. */
function rawRequest(remoteId: string, proxy: unknown, state: string): Readonly<Record<string, unknown>> {
  const passed = Object.entries(typeof proxy === 'object' && proxy !== null ? proxy : {});
  const query = new URLSearchParams(passed.map(([key, value]): [string, string] => [key, String(value)])).toString();
  const url = `${PROVIDER_URL}/${remoteId}${query === '' ? '' : `?${query}`}`;
  return { method: 'GET', url, body: null, response: { id: remoteId, status: state } };
}
