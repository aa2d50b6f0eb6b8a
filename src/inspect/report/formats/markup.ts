import { printable } from '../wording.ts';

/** HTML that is safe to put into a page. Create it with `html`. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The values of a template: text and numbers, which are escaped, and markup, which is not. */
type Content = Markup | readonly Markup[] | string | number;

/** Maximum length of a text. Longer ones are cut. */
const MAX_TEXT = 600;

/**
 * The tag of HTML templates. Values are escaped for content and for quoted attributes, and made printable, so text of
 * clients is never interpreted as markup.
 */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(strings.reduce((text, string, index) => text + textOf(contents[index - 1] ?? '') + string));
}

function textOf(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(({ text }) => text).join('');
  return printable(String(content), MAX_TEXT).replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
