import { parse, parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** HTML as a browser parses it: its elements in order, with their attributes and texts. */
export interface ParsedElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
}

/** Every element of a page, including implied ones. */
export function parsePage(text: string): readonly ParsedElement[] {
  return elementsOf(parse(text));
}

/** Every element of a piece of HTML. */
export function parsePiece(text: string): readonly ParsedElement[] {
  return elementsOf(parseFragment(text));
}

function elementsOf(node: Node): readonly ParsedElement[] {
  if (!('childNodes' in node)) return [];
  const own = 'tagName' in node ? [describe(node)] : [];
  return [...own, ...node.childNodes.flatMap(elementsOf)];
}

function describe(element: Element): ParsedElement {
  const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]));
  return { name: element.tagName, attributes, text: textOf(element) };
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
