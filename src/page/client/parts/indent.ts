const INDENT = '  ';

/** Indents a body for reading. A text that is neither JSON nor XML stays as it is. */
export function indent(text: string): string {
  const start = text.trimStart()[0];
  if (start === '{' || start === '[') return indentJson(text);
  if (start === '<') return indentXml(text);
  return text;
}

/** Only spaces change: numbers keep their form, and a JSON text that was cut is indented as well. */
function indentJson(text: string): string {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"?|[[\]{},:]|[^\s[\]{},:"]+/g) ?? [];
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  const end = (): void => {
    if (line !== '') lines.push(line);
    line = INDENT.repeat(depth);
  };
  tokens.forEach((token, index) => {
    const next = tokens[index + 1] ?? '';
    if (token === '{' || token === '[') {
      line += token;
      depth += 1;
      if (next !== '}' && next !== ']') end();
    } else if (token === '}' || token === ']') {
      depth = Math.max(0, depth - 1);
      const previous = tokens[index - 1] ?? '';
      if (previous !== '{' && previous !== '[') end();
      line += token;
    } else {
      line += token === ':' ? ': ' : token;
      if (token === ',') end();
    }
  });
  lines.push(line);
  return lines.join('\n');
}

function indentXml(text: string): string {
  const tokens = text.match(/<[^>]*>?|[^<]+/g) ?? [];
  const lines: string[] = [];
  let depth = 0;
  let isAfterOpening = false;
  for (const token of tokens) {
    const isTag = token.startsWith('<');
    if (!isTag) {
      if (token.trim() === '') continue;
      const last = lines.pop() ?? '';
      lines.push(last + token);
      continue;
    }
    const isClosing = token.startsWith('</');
    const isOpening = !isClosing && !token.startsWith('<?') && !token.startsWith('<!') && !token.endsWith('/>');
    if (isClosing) depth = Math.max(0, depth - 1);
    // An element with nothing but text stays on its line.
    if (isClosing && isAfterOpening) lines.push((lines.pop() ?? '') + token);
    else lines.push(INDENT.repeat(depth) + token);
    if (isOpening) depth += 1;
    isAfterOpening = isOpening;
  }
  return lines.join('\n');
}
