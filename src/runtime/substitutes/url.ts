export function fileURLToPath(url: string | URL): string {
  return new URL(url).pathname;
}

export function pathToFileURL(path: string): URL {
  return new URL(`file://${path}`);
}

/** The ASCII form of a domain. Empty if it is invalid. */
export function domainToASCII(domain: string): string {
  return URL.parse(`http://${domain}`)?.hostname ?? '';
}

/** Of an import in the package that writes XML, which shows no domains. */
export function domainToUnicode(domain: string): string {
  return domain;
}

/** The parts of an address that Express uses: its path and its query. */
export function parse(address: string): { readonly pathname: string; readonly search: string; readonly query: string } {
  const { pathname, search } = new URL(address, 'http://localhost');
  return { pathname, search, query: search.slice(1) };
}
