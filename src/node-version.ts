const OLDEST = 22;

/** Why a Node can't run lms-mock. Undefined if it can. Any Node can load this file, which imports nothing. */
export function nodeProblem({ node }: { readonly node: string }): string | undefined {
  if (Number.parseInt(node, 10) >= OLDEST) return undefined;
  return `lms-mock needs Node ${OLDEST} or later, but this is Node ${node}.`;
}
