const GROUPS = /^([\da-f]{8})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{4})-?([\da-f]{12})$/i;

/**
 * Reads a UUID as the server does (`Uuid::parse_str` of Rust's crate uuid): 32 digits, or groups with dashes, which may
 * stand in braces or behind `urn:uuid:`. Digits may be in either case, the prefix may not.
 *
 * @returns the UUID with dashes and in lower case; undefined where the server would not read it.
 */
export function parseUuid(text: string): string | undefined {
  const { inner, isWrapped } = unwrap(text);
  const isRead = inner.length === 36 || (inner.length === 32 && !isWrapped);
  const [, ...groups] = (isRead ? GROUPS.exec(inner) : null) ?? [];
  return groups.length === 0 ? undefined : groups.join('-').toLowerCase();
}

function unwrap(text: string): { readonly inner: string; readonly isWrapped: boolean } {
  const prefix = ['urn:uuid:', '{'].find((each) => text.startsWith(each) && (each !== '{' || text.endsWith('}')));
  if (prefix === undefined || text === '{') return { inner: text, isWrapped: false };
  const end = prefix === '{' ? -1 : text.length;
  return { inner: text.slice(prefix.length, end), isWrapped: true };
}
