import type { RuleInput } from '../../../engine/rules/rule.ts';
import type { SessionRule } from '../../../engine/rules/rules.ts';
import { controlApi } from '../connection/control-api.ts';

/** A state of the server that a front end must handle, made of one rule for all operations. */
export interface Situation {
  readonly title: string;
  readonly explanation: string;
  readonly make: (session: string) => RuleInput | Promise<RuleInput>;
  readonly isMadeOf: (rule: SessionRule) => boolean;
}

/** An operation whose contract lacks the status answers with it, too. */
const forced = (answer: RuleInput['answer']): RuleInput => ({ answer, offContract: true });

export const SITUATIONS: readonly Situation[] = [
  fixed('Everything 403', 'No persona may do anything.', forced({ status: 403 })),
  fixed('Expired credentials', 'Each request gets a 401.', forced({ status: 401 })),
  fixed('Everything 404', 'Nothing is found.', forced({ status: 404 })),
  fixed(
    '429 twice, then normal',
    'Too many requests; the third one succeeds.',
    forced({ sequence: [{ status: 429 }, { status: 429 }, { normal: true }] }),
  ),
  fixed('Server error', 'Each request gets a 500.', forced({ status: 500 })),
  fixed('Broken stream', 'The connection ends after 200 bytes of the body.', {
    answer: { fault: { kind: 'cut', afterBytes: 200 } },
  }),
  fixed('Empty list', 'Lists have no rows.', { answer: { rows: { count: 0 } } }),
  fixed('Long list', 'Lists have 1000 rows. Rows are repeated, with their ids.', { answer: { rows: { count: 1000 } } }),
  {
    title: 'Awkward learners first',
    explanation: 'Long, empty, right-to-left and other unusual names come first.',
    make: async (session) => ({ answer: { rows: { first: await awkwardIds(session) } } }),
    isMadeOf: ({ match, answer }) => match === undefined && 'rows' in answer && answer.rows?.first !== undefined,
  },
];

export const slowServer = (delayMs: number): RuleInput => ({ answer: { fault: { kind: 'latency', delayMs } } });

/** The delay of a rule that makes the server slow, in milliseconds. Undefined for other rules. */
export function delayOf({ match, answer }: SessionRule): number | undefined {
  if (match !== undefined || !('fault' in answer) || answer.fault?.kind !== 'latency') return undefined;
  const { fault } = answer;
  return 'delayMs' in fault && typeof fault.delayMs === 'number' ? fault.delayMs : undefined;
}

function fixed(title: string, explanation: string, rule: RuleInput): Situation {
  const text = textOf(rule);
  return { title, explanation, make: () => rule, isMadeOf: (other) => textOf(other) === text };
}

function textOf({ match, answer, offContract = false }: RuleInput): string {
  return JSON.stringify([match, answer, offContract]);
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
