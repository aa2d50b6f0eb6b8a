import { useEffect, useState } from 'preact/hooks';

export const VIEWS = ['start', 'live', 'control', 'campus', 'contracts'] as const;

export type ViewName = (typeof VIEWS)[number];

/**
 * The state of the page in the fragment of its address, so that it survives a reload: `view`, `session`, and the token
 * of the control API. The server and other sites never get it.
 */
export type Address = ReadonlyMap<string, string>;

function readAddress(): Address {
  return new Map(new URLSearchParams(location.hash.slice(1)));
}

export function viewOf(address: Address): ViewName {
  return VIEWS.find((view) => view === address.get('view')) ?? 'start';
}

export function sessionOf(address: Address): string {
  return address.get('session') ?? 'default';
}

/** The token of the control API. Undefined if the address has none. */
export function readToken(): string | undefined {
  return readAddress().get('token');
}

/** The fragment with other values. An empty value removes the name. */
export function fragmentWith(changes: Readonly<Record<string, string>>): string {
  const values = new Map([...readAddress(), ...Object.entries(changes)]);
  return `#${new URLSearchParams([...values].filter(([, value]) => value !== '')).toString()}`;
}

export function useAddress(): Address {
  const [address, setAddress] = useState(readAddress);
  useEffect(() => {
    const update = (): void => setAddress(readAddress());
    addEventListener('hashchange', update);
    return () => removeEventListener('hashchange', update);
  }, []);
  return address;
}
