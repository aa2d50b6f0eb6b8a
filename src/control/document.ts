import { readContract } from '../config/contracts.ts';
import type { Contract } from '../contract/contract.ts';
import { ruleSchema } from '../engine/rules/rule-schema.ts';

/**
 * The contract of the control API: specs/control.yaml. What a rule is, it leaves to their reader, which says better what
 * is wrong with one.
 */
export function controlContract(): Contract {
  return readContract('control', (contract) => contract);
}

/** The document as it is shown: with the schema by which rules are read. */
export function shownDocument({ document }: Contract): object {
  const { components = {} } = document;
  return { ...document, components: { ...components, schemas: { ...components.schemas, Rule: ruleSchema } } };
}
