import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { isIP } from 'node:net';

import type { CallbackMessage, CallbackOutcome, SendCallback } from '../../engine/session/outbox.ts';
import { createTurns } from '../../engine/session/turns.ts';
import { nodeHttp } from '../listener.ts';
import { callableAddresses, checkTarget, hostOf } from './callback-target.ts';

/** Maximum time of a call, from the look-up of the name to the head of the reply. */
const TIMEOUT_MS = 5_000;

/** Maximum number of calls at the same time, of all sessions. */
const MAX_OPEN = 32;

/**
 * Makes a function that posts messages to callbacks. It connects only to addresses that were checked, follows no redirect
 * and reads no body. A call in progress keeps neither the server nor the process from ending.
 *
 * @param allowedHosts Returns the hosts besides this machine.
 */
export function createSendCallback(allowedHosts: () => readonly string[]): SendCallback {
  const inTurn = createTurns(MAX_OPEN);
  return async (message, signal) => {
    const hosts = allowedHosts().map((host) => host.toLowerCase());
    const target = checkTarget(message.url, hosts);
    if (target.kind === 'refused') return { problem: target.reason };
    return inTurn(async () => (signal.aborted ? { problem: ENDED } : post(message, hosts, signal)));
  };
}

const ENDED = 'The session was reset, or the server has closed.';

async function post(
  { url, headers, body }: CallbackMessage,
  allowedHosts: readonly string[],
  signal: AbortSignal,
): Promise<CallbackOutcome> {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const host = hostOf(hostname);
  const { request } = protocol === 'https:' ? process.getBuiltinModule('node:https') : nodeHttp();
  const options: RequestOptions = {
    method: 'POST',
    host,
    port,
    path: pathname + search,
    headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
    agent: false,
    // An address needs no look-up, and was checked.
    ...(isIP(host) > 0 ? {} : { lookup: lookUpWithin(allowedHosts) }),
  };
  return new Promise((resolve) => {
    const call = request(options);
    const end = (outcome: CallbackOutcome): void => {
      signal.removeEventListener('abort', onAbort);
      resolve(outcome);
      call.destroy();
    };
    const onAbort = (): void => end({ problem: ENDED });
    const onTimeout = (): void => end({ problem: `No answer within ${TIMEOUT_MS / 1000} s.` });
    AbortSignal.timeout(TIMEOUT_MS).addEventListener('abort', onTimeout, { once: true });
    signal.addEventListener('abort', onAbort, { once: true });
    listen(call, end);
    call.end(body);
  });
}

function listen(call: ClientRequest, end: (outcome: CallbackOutcome) => void): void {
  call.on('socket', (socket) => socket.unref());
  call.on('error', ({ message }) => end({ problem: message }));
  call.on('response', ({ statusCode = 0 }: IncomingMessage) => end({ status: statusCode }));
}

/** Looks up a name and returns only allowed addresses, so that the connection goes to a checked address. */
function lookUpWithin(allowedHosts: readonly string[]): NonNullable<RequestOptions['lookup']> {
  const { lookup } = process.getBuiltinModule('node:dns');
  return (host, { all: wantsAll, family }, done) => {
    lookup(host, { all: true, ...(family === undefined ? {} : { family }) }, (error, addresses) => {
      if (error !== null) return done(error, '');
      const callable = callableAddresses(host, addresses, allowedHosts);
      const [first] = callable;
      if (first === undefined) {
        const found = addresses.map(({ address }) => address).join(', ');
        return done(new Error(`Callbacks to the addresses of ${host} are not allowed: ${found || 'none'}.`), '');
      }
      return wantsAll === true ? done(null, callable) : done(null, first.address, first.family);
    });
  };
}
