import { openContract } from '../config/contracts.ts';
import type { Contract } from '../contract/contract.ts';
import { ruleSchema } from '../engine/rules/rule-schema.ts';

/**
 * The contract of the control API: specs/control.yaml. It doesn't describe rules, because their own parser has better
 * messages.
 */
export function controlContract(): Contract {
  return openContract('control').use((contract) => contract);
}

/** The document for clients, with the schema of rules. */
export function shownDocument({ document }: Contract): object {
  const { components = {} } = document;
  return { ...document, components: { ...components, schemas: { ...components.schemas, Rule: ruleSchema } } };
}
