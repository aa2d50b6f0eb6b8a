import type { MediaType } from '../../contract/reply/media-type.ts';
import { drawBelow } from './draw.ts';

const SPACES = [' ', '\n', '\r\n\t', '   '] as const;

/**
 * Puts whitespace into a piece of JSON or XML where it means nothing. The piece ends where a token does; in XML it
 * is as our writer makes it, so that tags touch only where no text can be.
 */
export function respace(text: string, syntax: MediaType['syntax'], key: number): string {
  const space = SPACES[drawBelow(key, SPACES.length)] ?? ' ';
  if (syntax === 'xml') return text.replaceAll('><', `>${space}<`);
  // Strings are matched to be passed over.
  return text.replaceAll(/"(?:[^"\\]+|\\.)*"|[[\]{},:]/gs, (token) =>
    token.startsWith('"') ? token : space + token + space,
  );
}
