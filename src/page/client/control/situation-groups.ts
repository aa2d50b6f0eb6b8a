import { controlApi } from '../connection/control-api.ts';
import { BROKEN_STREAM } from './situations.ts';
import type { Situations } from './situations.ts';

/** A state of the server that a front end must handle. */
export interface Situation {
  readonly title: string;
  readonly explanation: string;
  /** The part of the answers that it sets. */
  readonly member: keyof Situations;
  readonly isOn: (on: Situations) => boolean;
  readonly make: (session: string) => Promise<Situations>;
}

/** Situations about the same thing. */
interface SituationGroup {
  readonly title: string;
  readonly situations: readonly Situation[];
  /** The slow server is a slider, not a button. Default false. */
  readonly hasDelay?: boolean;
}

export const SITUATION_GROUPS: readonly SituationGroup[] = [
  {
    title: 'Refusals',
    situations: [
      refusal('Everything 403', 'Each request gets a 403.', 403),
      refusal('Expired credentials', 'Each request gets a 401.', 401),
      refusal('Everything 404', 'Each request gets a 404.', 404),
      refusal('429 twice, then normal', 'Too many requests; the third one succeeds.', 429),
      refusal('Server error', 'Each request gets a 500.', 500),
    ],
  },
  {
    title: 'Connection',
    situations: [
      {
        title: 'Broken stream',
        explanation: 'The connection ends after 200 bytes of the body.',
        member: 'fault',
        isOn: ({ fault }) => fault?.kind === BROKEN_STREAM.kind,
        make: async () => ({ fault: BROKEN_STREAM }),
      },
    ],
    hasDelay: true,
  },
  {
    title: 'Lists',
    situations: [
      rowCount('Empty list', 'Lists have no rows.', 0),
      rowCount('Long list', 'Lists have 1000 rows. Rows are repeated, with their ids.', 1000),
      {
        title: 'Awkward learners first',
        explanation: 'Long, empty, right-to-left and other unusual names come first.',
        member: 'first',
        isOn: ({ first }) => first !== undefined,
        make: async (session) => ({ first: await awkwardIds(session) }),
      },
    ],
  },
];

function refusal(title: string, explanation: string, status: number): Situation {
  return { title, explanation, member: 'status', isOn: (on) => on.status === status, make: async () => ({ status }) };
}

function rowCount(title: string, explanation: string, count: number): Situation {
  return { title, explanation, member: 'count', isOn: (on) => on.count === count, make: async () => ({ count }) };
}

/** The ids of the unusual learners in all APIs. */
async function awkwardIds(session: string): Promise<readonly string[]> {
  const learners = await controlApi.learners(session, 'label=any&limit=200');
  const ids = learners.flatMap((learner) => [learner.username, ...Object.values(learner.ids).flatMap(textsIn)]);
  return [...new Set(ids)].slice(0, 1000);
}

function textsIn(ids: object): readonly string[] {
  return Object.values(ids).flatMap((id) => (typeof id === 'string' ? [id] : []));
}
