export function isIP(text: string): 0 | 4 | 6 {
  if (/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text)) return 4;
  return text.includes(':') && URL.canParse(`http://[${text}]`) ? 6 : 0;
}

/** Addresses that are never called. A browser calls none. */
export class BlockList {
  addAddress(): void {}
  addSubnet(): void {}
  check(): boolean {
    return true;
  }
}
