/** Makes a UUID of version 4 from four numbers of 32 bits. The bits of the version and the variant are fixed. */
export function uuidOf(first: number, second: number, third: number, fourth: number): string {
  const variant = ((third >>> 16) & 0x3fff) | 0x8000;
  return (
    `${hex8(first)}-${hex4(second >>> 16)}-4${hex4(second).slice(1)}-${hex4(variant)}` +
    `-${hex4(third)}${hex8(fourth)}`
  );
}

// A look-up takes a third of the time of toString(16).
const BYTES: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex8(value: number): string {
  return hex4(value >>> 16) + hex4(value);
}

function hex4(value: number): string {
  return (BYTES[(value >>> 8) & 0xff] ?? '') + (BYTES[value & 0xff] ?? '');
}
