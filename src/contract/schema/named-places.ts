import { pointerTo } from '../document.ts';

type Keyword = '$id' | '$anchor' | '$dynamicAnchor';

/** By the node that was searched, then by the keyword. */
const FOUND = new WeakMap<object, Map<Keyword, Places>>();

type Places = ReadonlyMap<string, readonly string[]>;

/**
 * Where the schemas are that a keyword gives a name, as the ends of JSON pointers by that name. A node is searched once
 * for each keyword, so its names must not change afterwards.
 */
export function placesOf(node: object, keyword: Keyword): Places {
  const byKeyword = FOUND.get(node) ?? new Map<Keyword, Places>();
  FOUND.set(node, byKeyword);
  const places = byKeyword.get(keyword) ?? findPlaces(node, keyword);
  byKeyword.set(keyword, places);
  return places;
}

function findPlaces(node: object, keyword: Keyword): Places {
  const places = new Map<string, string[]>();
  const seen = new Set<unknown>();
  const todo: { readonly value: unknown; readonly at: string }[] = [{ value: node, at: '' }];
  for (let place = todo.pop(); place !== undefined; place = todo.pop()) {
    const { value, at } = place;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const named: unknown = Reflect.get(value, keyword);
    if (typeof named === 'string') {
      const name = named.replace(/#$/, '');
      places.set(name, [...(places.get(name) ?? []), at]);
    }
    for (const [key, below] of Object.entries(value)) todo.push({ value: below, at: pointerTo(at, key) });
  }
  return places;
}
