/** A pattern that matches the text itself. Node 22 has no RegExp.escape. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[^\w\u0080-\uffff]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}
