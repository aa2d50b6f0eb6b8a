import type { LookupAddress } from 'node:dns';
import { BlockList, isIP } from 'node:net';

import { isLoopback } from '../guard.ts';

/** Whether a message may be sent to an address, or why not. */
export type TargetCheck = { readonly kind: 'allowed' } | { readonly kind: 'refused'; readonly reason: string };

/**
 * Checks the address of a callback before a name is looked up: an address or a name of this machine, or a name that is
 * allowed. Names that are not allowed are never looked up.
 */
export function checkTarget(url: string, allowedHosts: readonly string[]): TargetCheck {
  const parsed = URL.parse(url);
  if (parsed === null) return refused('The callback URL is not a URL.');
  const { protocol, hostname, username, password } = parsed;
  if (protocol !== 'http:' && protocol !== 'https:') return refused(`Callbacks must be http or https, got ${protocol}`);
  if (username !== '' || password !== '') return refused('A callback URL must not have credentials.');
  const host = hostOf(hostname);
  if (isLoopback(host) || allowedHosts.includes(host)) return { kind: 'allowed' };
  return refused(`The host ${host} is not allowed. Callbacks go to this machine, or to a host of --allow-callbacks.`);
}

/**
 * The addresses of a host that may be called. For a name of this machine only loopback addresses, whatever the resolver
 * returns. For an allowed name any address except those of `NEVER`.
 */
export function callableAddresses(
  host: string,
  addresses: readonly LookupAddress[],
  allowedHosts: readonly string[],
): LookupAddress[] {
  const isNamed = allowedHosts.includes(host);
  return addresses.filter(({ address, family }) => {
    if (isLoopback(address)) return true;
    return isNamed && isIP(address) > 0 && !NEVER.check(address, family === 6 ? 'ipv6' : 'ipv4');
  });
}

/** The host of a URL, without the brackets of an IPv6 address. */
export function hostOf(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

function refused(reason: string): TargetCheck {
  return { kind: 'refused', reason };
}

/** Addresses where clouds serve the credentials of a machine (link-local ones, and one of AWS), and unspecified ones. */
const NEVER = new BlockList();
NEVER.addSubnet('169.254.0.0', 16, 'ipv4');
NEVER.addSubnet('0.0.0.0', 8, 'ipv4');
NEVER.addSubnet('fe80::', 10, 'ipv6');
NEVER.addAddress('::', 'ipv6');
NEVER.addAddress('fd00:ec2::254', 'ipv6');
