/** A name, a text, another value of JSON, or a tag of XML. */
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\b\d[\d.eE+-]*|<[^<>]*>/g;
/** Maximum number of characters of a text that are coloured. */
const MAX_CHARACTERS = 100_000;

/**
 * Colours JSON and XML. The text stays one node: the style sheet colours ranges of it. Does nothing in a browser that has no
 * such ranges. Returns a function that ends it.
 */
export function highlight(node: Node | null): () => void {
  const text = node?.textContent?.slice(0, MAX_CHARACTERS) ?? '';
  if (node === null || !('highlights' in CSS) || !/^\s*[[{<]/.test(text)) return () => undefined;
  const added = Array.from(text.matchAll(TOKEN), ({ 0: token, 1: quoted, 2: colon, index }) => {
    const end = index + (quoted ?? token).length;
    const range = new StaticRange({ startContainer: node, startOffset: index, endContainer: node, endOffset: end });
    const name = token.startsWith('<') || colon !== undefined ? 'name' : quoted === undefined ? 'value' : 'text';
    return { range, of: highlightOf(name) };
  });
  for (const { range, of } of added) of.add(range);
  return () => {
    for (const { range, of } of added) of.delete(range);
  };
}

function highlightOf(name: string): Highlight {
  const known = CSS.highlights.get(name) ?? new Highlight();
  CSS.highlights.set(name, known);
  return known;
}
