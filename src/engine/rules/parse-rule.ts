import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { closest } from 'fastest-levenshtein';

import { writeJson } from '../../contract/body/to-json.ts';
import { parseJson } from '../../contract/text/decode-json.ts';
import { quote } from '../../contract/violation.ts';
import { checkAnswer } from './check-answer.ts';
import type { Service } from '../service.ts';
import { compileMatch } from './rule-match.ts';
import { ruleSchema } from './rule-schema.ts';
import { findTargets } from './rule-targets.ts';
import { RuleError } from './rule.ts';
import type { Rule, RuleAnswer, RuleInput } from './rule.ts';

/** Maximum length of a rule as JSON. */
const MAX_CHARACTERS = 65_536;
/** Memory of a rule besides its values, and of a value besides its text. */
const RULE_BYTES = 2_048;
const NODE_BYTES = 40;
/** Maximum nesting of values: far more than any contract has, and far from the limit of the call stack. */
const MAX_DEPTH = 64;

let compiled: ValidateFunction<RuleInput> | undefined;

/**
 * Checks a rule against the APIs and their operations, personas, statuses and examples. The value is copied, so that it can
 * be changed afterwards. Nothing in it is evaluated.
 *
 * @throws {RuleError} if it is not a rule, uses an unknown name, or would break the contract without `offContract`.
 */
export function parseRule(value: unknown, services: readonly Service[]): Rule {
  const nodes = checkSize(value);
  const text = toJson(value);
  const input: unknown = parseJson(text);
  const isRule = (compiled ??= new Ajv2020({
    discriminator: true,
    verbose: true,
    meta: false,
    validateSchema: false,
    allowUnionTypes: true,
  }).compile<RuleInput>(ruleSchema));
  if (!isRule(input)) throw explain(isRule.errors?.at(-1));

  const { match = {}, answer, offContract = false } = input;
  const targets = findTargets(match, services);
  const isSequence = 'sequence' in answer;
  const answers: readonly RuleAnswer[] = isSequence ? answer.sequence : [answer];
  if (isSequence && Object.keys(answer).length > 1)
    throw new RuleError('answer', "a sequence can't be combined with other members; put them into its answers");
  for (const [index, single] of answers.entries()) {
    checkAnswer(single, { member: isSequence ? `answer.sequence.${index}` : 'answer', targets, offContract });
  }
  const times = match.times ?? Number.POSITIVE_INFINITY;
  return {
    input,
    characters: text.length,
    bytes: RULE_BYTES + 2 * text.length + NODE_BYTES * nodes,
    matches: compileMatch(match, new Set(targets.map(({ operation }) => operation))),
    after: match.after ?? 0,
    times: isSequence ? Math.min(times, answers.length) : times,
    answers,
    offContract,
  };
}

function toJson(value: unknown): string {
  if (value === undefined) throw new RuleError('rule', 'must be an object, got undefined');
  let text: string;
  try {
    text = writeJson(value);
  } catch (error) {
    throw new RuleError(
      'rule',
      `it can't be written as JSON (${error instanceof Error ? error.message : 'no reason'})`,
    );
  }
  if (text.length > MAX_CHARACTERS)
    throw new RuleError('rule', `maximum ${MAX_CHARACTERS} characters as JSON, got ${text.length}`);
  return text;
}

/** Returns the number of values. Iterates over the levels, so that a deep or cyclic value can't overflow the stack. */
function checkSize(value: unknown): number {
  let level: readonly unknown[] = [value];
  let nodes = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw new RuleError('rule', `must not be nested deeper than ${MAX_DEPTH} levels`);
    nodes += level.length;
    if (nodes > MAX_CHARACTERS) throw new RuleError('rule', `maximum ${MAX_CHARACTERS} values`);
    level = level.flatMap((node) => (typeof node === 'object' && node !== null ? Object.values(node) : []));
  }
  return nodes;
}

function explain(error: ErrorObject | undefined): RuleError {
  if (error === undefined) return new RuleError('rule', 'must be an object');
  const { instancePath, keyword, params, data, parentSchema = {} } = error;
  const member = instancePath.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~') || 'rule';
  if (keyword === 'required') return new RuleError(member, `"${String(params['missingProperty'])}" is missing`);
  if (keyword === 'additionalProperties')
    return new RuleError(member, unknownMember(String(params['additionalProperty']), parentSchema));
  const expected: unknown = parentSchema['description'];
  const reason = typeof expected === 'string' ? `must be ${expected}` : (error.message ?? keyword);
  return new RuleError(member, `${reason}, got ${quote(data)}`);
}

function unknownMember(name: string, schema: object): string {
  const known = 'properties' in schema ? Object.keys(Object(schema.properties)) : [];
  const guess = name.length > 100 || known.length === 0 ? undefined : closest(name, known);
  const advice = guess === undefined ? '' : `; did you mean "${guess}"? The members are ${known.join(', ')}`;
  return `unknown member ${quote(name)}${advice}`;
}
