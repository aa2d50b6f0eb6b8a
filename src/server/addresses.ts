import { networkInterfaces } from 'node:os';

/**
 * The URL under which this machine reaches a server. A host that means all interfaces (0.0.0.0, ::) becomes the loopback
 * address, because not every system connects to such a host.
 */
export function localUrl(host: string, port: number): string {
  return urlOf(LOOPBACK.get(host) ?? host, port);
}

/** The URLs under which other machines and containers reach a server that listens on all interfaces. None for another host. */
export function outsideUrls(host: string, port: number): readonly string[] {
  if (!LOOPBACK.has(host)) return [];
  return Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(({ internal, family, scopeid = 0 }) => !internal && scopeid === 0 && (family === 'IPv4' || host === '::'))
    .map(({ address }) => urlOf(address, port));
}

/** The loopback address of each host that means all interfaces. */
const LOOPBACK: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
