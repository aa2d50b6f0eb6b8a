/** Why a value is not a tree of bounded size. */
export type OversizedReason = 'contains itself' | 'too large';

/** A node that is being measured, and its members that are still to be visited. */
interface Visit {
  readonly node: object;
  readonly members: Iterator<unknown>;
  /** Characters so far. */
  size: number;
}

/**
 * Measures a value as if each alias were a copy of its anchor. Aliases share one object, so a few lines of YAML can
 * represent a tree of any size. Visits each distinct object once, without recursion.
 *
 * @param maxAdded Maximum number of characters (approximately those of its JSON) that the copies may add.
 * @returns Why the value can't be used. Undefined if it can.
 */
export function oversizedReason(value: unknown, maxAdded: number): OversizedReason | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  // Undefined while the node is being measured. Visiting it again then means a circle.
  const sizes = new Map<object, number | undefined>([[value, undefined]]);
  const open: Visit[] = [visit(value)];
  let distinct = open[0]?.size ?? 0;

  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = top.members.next();
    if (next.done === true) {
      sizes.set(top.node, top.size);
      open.pop();
      const above = open.at(-1);
      if (above !== undefined) above.size += top.size;
      if (top.size - distinct > maxAdded) return 'too large';
      continue;
    }
    const member: unknown = next.value;
    if (typeof member !== 'object' || member === null) continue;
    if (!sizes.has(member)) {
      sizes.set(member, undefined);
      const entered = visit(member);
      distinct += entered.size;
      open.push(entered);
      continue;
    }
    const known = sizes.get(member);
    if (known === undefined) return 'contains itself';
    top.size += known;
  }
  return undefined;
}

function visit(node: object): Visit {
  const members: readonly unknown[] = Object.values(node);
  const names = Array.isArray(node) ? 0 : Object.keys(node).reduce((sum, key) => sum + key.length + 4, 0);
  return {
    node,
    members: members.values(),
    size: 2 + names + members.reduce<number>((sum, one) => sum + scalarSize(one), 0),
  };
}

function scalarSize(value: unknown): number {
  return typeof value === 'string' ? value.length + 3 : 5;
}
