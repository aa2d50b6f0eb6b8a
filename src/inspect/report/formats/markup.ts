import { printable } from '../wording.ts';

/** HTML that is safe to put into a page. Only `html` makes it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes: text and numbers, which are escaped, and markup, which is not. */
type Content = Markup | readonly Markup[] | string | number;

/** Text is cut here: room for any message that someone reads. */
const MAX_TEXT = 600;

/**
 * A piece of HTML, as a tagged template. What is put in is escaped for content and for quoted attributes, and made
 * printable, so a client's text is never markup.
 */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(strings.reduce((text, string, index) => text + textOf(contents[index - 1] ?? '') + string));
}

function textOf(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(({ text }) => text).join('');
  return printable(String(content), MAX_TEXT).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
