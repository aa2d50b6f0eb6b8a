import { hasStatus } from '../contract/outline.ts';
import { OutOfTimeError, noVerdict } from '../contract/time-limit.ts';
import { offContract, withHeaders } from './force-reply.ts';
import type { Exchange } from './exchange.ts';
import { answerFromDocument, negotiate, responseFor, writeAnswer } from './mounted-reply.ts';
import type { MountedAnswer, MountedSource, MountedWish } from './mounted-reply.ts';
import { patchAnswer } from './patch-answer.ts';
import { problem } from './problem.ts';
import type { Reply } from './reply.ts';
import { RuleBreach } from './rule.ts';
import type { RuleTurn } from './rules.ts';
import { spoil } from './spoil.ts';

/** What a rule answers over. */
export interface MountedNormal {
  readonly source: MountedSource;
  readonly wish: MountedWish;
  /** What the request gets without the rule. */
  readonly answer: MountedAnswer | Reply;
}

/**
 * Answers as a rule of the session wants. What a rule gives by hand is held against the document when it is answered,
 * by Prism: nothing of the document's schemas is compiled before.
 */
export function followMountedRule(
  turn: RuleTurn,
  normal: MountedNormal,
): Pick<Exchange, 'reply' | 'fault' | 'rule' | 'reason' | 'note'> {
  const rule = { id: turn.id, released: turn.released };
  try {
    const isForced = turn.answer.status !== undefined || turn.answer.example !== undefined;
    const { reply, note } = isForced ? force(turn, normal) : change(turn, normal);
    return {
      ...spoil(reply, turn.fault, undefined),
      rule,
      ...(note === undefined ? {} : { note }),
      // A rule with its own answer never refuses the request.
      ...(isForced ? { reason: undefined } : {}),
    };
  } catch (error) {
    if (!(error instanceof RuleBreach)) throw error;
    const reply = problem(409, 'The rule breaks the contract', error.message, { rule: turn.id });
    return { reply, rule: { ...rule, refused: error.message }, reason: undefined };
  }
}

/** A reply, and why it was not checked. */
type Ruled = Pick<Exchange, 'reply' | 'note'>;

function force({ answer, offContract: isOff }: RuleTurn, { source, wish }: MountedNormal): Ruled {
  const { status, example, headers } = answer;
  const { operation, prism } = source;
  if (status !== undefined && !hasStatus(operation, status))
    return { reply: offContract(status, answer.body, headers) };
  const wanted =
    status ??
    [...operation.responses.values()].find(({ mediaTypes }) =>
      [...mediaTypes.values()].some(({ examples }) => examples.has(example ?? '')),
    )?.status;
  if (!('body' in answer))
    return {
      reply: withOwnHeaders(toReply(source, answerFromDocument(source, { ...wish, status: wanted, example })), headers),
    };

  const response = responseFor(prism.responses, wanted);
  const mediaType = negotiate(response?.mediaTypes ?? [], wish.accept) ?? response?.mediaTypes[0];
  const made = { status: wanted ?? 200, headers: {}, value: answer.body };
  const given: MountedAnswer = mediaType === undefined ? made : { ...made, mediaType };
  const note = isOff ? undefined : hold(source, given, headers);
  return { reply: withOwnHeaders(writeAnswer(source, given), headers), note };
}

function change({ answer: { patch }, offContract: isOff }: RuleTurn, { source, answer }: MountedNormal): Ruled {
  if (patch === undefined || !('value' in answer) || answer.status >= 300) return { reply: toReply(source, answer) };
  const checks = { body: undefined, row: undefined };
  const patched = patchAnswer({ kind: 'value', status: answer.status, value: answer.value }, patch, checks);
  const changed = { ...answer, value: patched.kind === 'value' ? patched.value : answer.value };
  const note = isOff ? undefined : hold(source, changed);
  return { reply: writeAnswer(source, changed), note };
}

/**
 * Holds an answer against the document, and says where that took too long.
 *
 * @throws {RuleBreach} where it is none of the document's.
 */
function hold(
  { prism }: MountedSource,
  answer: MountedAnswer,
  headers: Readonly<Record<string, string>> = {},
): string | undefined {
  const { status, mediaType, value } = answer;
  const type = mediaType === undefined ? {} : { 'content-type': mediaType };
  try {
    const [breach] = prism.breaches({ status, headers: { ...answer.headers, ...headers, ...type }, body: value });
    if (breach === undefined) return undefined;
    throw new RuleBreach(`${breach}. Set "offContract": true to answer so all the same.`);
  } catch (error) {
    if (!(error instanceof OutOfTimeError)) throw error;
    return noVerdict('answer of the rule', error.limitMs);
  }
}

function toReply(source: MountedSource, answer: MountedAnswer | Reply): Reply {
  return 'value' in answer ? writeAnswer(source, answer) : answer;
}

function withOwnHeaders(reply: Reply, headers: Readonly<Record<string, string>> | undefined): Reply {
  return { ...reply, headers: withHeaders(reply.headers, headers) };
}
