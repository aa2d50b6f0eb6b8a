import type { RuleInput } from '../../../engine/rules/rule.ts';
import type { ShownExchange } from '../../../inspect/journal/show.ts';
import type { ContractOperation } from '../connection/control-api.ts';

/** An answer of a rule, with its title. */
export interface NamedAnswer {
  readonly title: string;
  readonly answer: RuleInput['answer'];
}

/** The answers that can take the place of an exchange's: statuses and examples of the contract, the edited body, faults. */
export function answersFor({ reply }: ShownExchange, { responses }: ContractOperation): readonly NamedAnswer[] {
  const statuses = responses
    .filter(({ status }) => status !== reply?.status)
    .map(({ status, description }) => ({ title: `${status} ${firstSentence(description)}`, answer: { status } }));
  const examples = responses
    .filter(({ status }) => status < 300)
    .flatMap(({ mediaTypes }) => mediaTypes.flatMap((mediaType) => mediaType.examples.map(({ name }) => name)))
    .map((example) => ({ title: `example ${example}`, answer: { example } }));
  return [
    ...statuses,
    ...uniqueByTitle(examples),
    ...editedBody(reply),
    { title: '2 seconds later', answer: { fault: { kind: 'latency', delayMs: 2000 } } },
    { title: 'connection reset', answer: { fault: { kind: 'reset' } } },
    { title: 'broken body', answer: { fault: { kind: 'invalid-body' } } },
  ];
}

/** The rule as text: for the operation, and for the persona if there was one. */
export function ruleFor({ api, operationId = '', persona }: ShownExchange, answer: RuleInput['answer'] = {}): string {
  const match = { api, operation: operationId, ...(persona === undefined ? {} : { persona }) };
  return JSON.stringify({ match, answer }, null, 2);
}

/** The body is edited as JSON, so only a whole body in JSON can be. */
function editedBody(reply: ShownExchange['reply']): readonly NamedAnswer[] {
  if (reply === undefined || reply.body.isCut) return [];
  try {
    const body: unknown = JSON.parse(reply.body.text);
    return [{ title: 'this body, edited', answer: { status: reply.status, body } }];
  } catch {
    return [];
  }
}

function uniqueByTitle(answers: readonly NamedAnswer[]): readonly NamedAnswer[] {
  return [...new Map(answers.map((each) => [each.title, each])).values()];
}

function firstSentence(text: string): string {
  return (text.split(/[.;]/)[0] ?? '').slice(0, 60);
}
