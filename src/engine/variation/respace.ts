import type { MediaType } from '../../contract/reply/media-type.ts';
import { drawBelow } from './draw.ts';

const SPACES = [' ', '\n', '\r\n\t', '   '] as const;

/**
 * Adds insignificant whitespace to a piece of JSON or XML. A piece ends with a token. In our XML, adjacent tags have no
 * text between them.
 */
export function respace(text: string, syntax: MediaType['syntax'], key: number): string {
  const space = SPACES[drawBelow(key, SPACES.length)] ?? ' ';
  if (syntax === 'xml') return text.replaceAll('><', `>${space}<`);
  // Strings are matched so that they are left unchanged.
  return text.replaceAll(/"(?:[^"\\]+|\\.)*"|[[\]{},:]/gs, (token) =>
    token.startsWith('"') ? token : space + token + space,
  );
}
