/** Maximum number of base paths of a list of servers. Each combination of the values of the variables is one. */
const MAX_BASES = 100;

/** The base paths of the servers of a document or a path, the longest first. A client may have them in its URLs. */
export function basePathsOf({ servers }: { readonly servers?: unknown }): readonly string[] {
  const listed: readonly unknown[] = Array.isArray(servers) ? servers : [];
  const bases = listed
    .flatMap((server) => urlsOf(Object(server)))
    .flatMap((url) => {
      const path = URL.parse(url, 'http://localhost')?.pathname.replace(/\/+$/, '') ?? '';
      return path === '' ? [] : [path];
    });
  return [...new Set(bases)].slice(0, MAX_BASES).toSorted(longestFirst);
}

/** Sorts the more specific base paths first. */
export function longestFirst(one: string, other: string): number {
  return other.length - one.length;
}

/** The URLs of a server, with the default and the enum of each variable. */
function urlsOf({ url, variables }: { readonly url?: unknown; readonly variables?: unknown }): readonly string[] {
  const [first = '', ...others] = (typeof url === 'string' ? url : '').split(/\{([^{}]+)\}/);
  let urls = [first];
  for (let index = 0; index < others.length; index += 2) {
    const variable: unknown = Reflect.get(Object(variables), others[index] ?? '');
    const listed: unknown = Reflect.get(Object(variable), 'enum');
    const values = new Set([Reflect.get(Object(variable), 'default') ?? '', ...(Array.isArray(listed) ? listed : [])]);
    urls = urls.flatMap((start) => Array.from(values, (value) => `${start}${String(value)}${others[index + 1] ?? ''}`));
    urls = urls.slice(0, MAX_BASES);
  }
  return urls;
}
