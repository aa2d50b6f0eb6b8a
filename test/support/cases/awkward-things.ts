/** A list that supports every variation. */
export const THINGS: object = {
  type: 'array',
  xml: { name: 'things', wrapped: true },
  items: {
    type: 'object',
    xml: { name: 'thing' },
    required: ['id', 'name', 'when', 'share', 'price', 'kind'],
    properties: {
      id: { type: 'string' },
      name: { type: 'string' },
      when: { type: 'string', format: 'date-time' },
      share: { type: 'string', pattern: String.raw`^\d(\.\d+)?$` },
      price: { type: 'number' },
      count: { type: 'integer' },
      kind: { type: 'string', 'x-known-values': ['big', 'small'] },
      note: { type: ['string', 'null'] },
      more: {
        type: 'object',
        additionalProperties: false,
        properties: { a: { type: 'string' }, b: { type: 'number' } },
      },
    },
  },
};

const ZONES = ['Z', '+02:00', '-03:30'];

/** The nth row of the list. */
export function thing(index: number): Readonly<Record<string, unknown>> {
  return {
    id: `thing-${index}`,
    name: `Õpi järjest ${index} 😀`,
    when: `2026-0${(index % 9) + 1}-01T00:30:00${index % 2 === 0 ? '' : '.250'}${ZONES[index % 3] ?? 'Z'}`,
    share: index % 2 === 0 ? '0.50' : '1',
    price: index % 3 === 0 ? 20 : 90.91,
    count: index,
    kind: index % 2 === 0 ? 'big' : 'small',
    note: 'a "note", with, commas: and \\ {braces}',
    more: { a: 'x', b: 1 },
  };
}

export function* things(count: number): Iterable<unknown> {
  for (let index = 0; index < count; index += 1) yield thing(index);
}
