import type { ApiName } from '../apis/index.ts';
import type { PersonaName } from '../apis/names.ts';
import type { RuleAnswer as AnyAnswer, RuleInput as AnyRule, RuleMatch as AnyMatch } from '../engine/rules/rule.ts';

/** The requests that a rule matches. All members are optional. */
export interface RuleMatch<A extends ApiName = ApiName> extends Omit<AnyMatch, 'persona'> {
  /** Name of the caller in personas.yaml. */
  readonly persona?: PersonaName<A>;
}

/** One answer of a rule. A fault can be combined with any other member; alone, it applies to the normal answer. */
export interface RuleAnswer<S extends number = number> extends Omit<AnyAnswer, 'status'> {
  /** A status of the contract, with the vendor's own refusal or the first example of the contract. */
  readonly status?: S;
}

/** A rule as plain data. */
export interface RuleInput extends Omit<AnyRule, 'match'> {
  readonly match?: RuleMatch;
}
