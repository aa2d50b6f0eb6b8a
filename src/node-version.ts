const OLDEST = 22;

/** Why this Node can't run lms-mock. Undefined if it can. Any Node can load this file, which imports nothing. */
export function nodeProblem(): string | undefined {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= OLDEST) return undefined;
  return `lms-mock needs Node ${OLDEST} or later, but this is Node ${node}.`;
}
