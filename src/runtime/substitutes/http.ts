import { EventEmitter } from 'node:events';
import { HTTPParser } from 'http-parser-js';

import { ClientRequest } from './client-request.ts';
import type { ClientRequestOptions } from './client-request.ts';
import { IncomingMessage } from './incoming-message.ts';
import { readMessages } from './read-messages.ts';
import { ServerResponse } from './server-response.ts';
import type { AcceptedSocket } from './server-response.ts';

export { IncomingMessage, ServerResponse };

// Newer than the parser.
HTTPParser.methods.push('QUERY');

export const METHODS: readonly string[] = HTTPParser.methods;

type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that answers on connections that it is given (`emit('connection', socket)`). It can't listen. */
class Server extends EventEmitter {
  readonly listening = false;

  constructor(listener: RequestListener) {
    super();
    this.on('connection', (socket: AcceptedSocket) => serve(socket, listener));
  }

  listen(): never {
    throw new Error('A mock in a browser has no address. Use mock.fetch, or the handlers of lms-mock/msw.');
  }
}

export function createServer(_options: unknown, listener: RequestListener): Server {
  return new Server(listener);
}

export function request(options: ClientRequestOptions): ClientRequest {
  return new ClientRequest(options);
}

/** Answers the one request of a connection. */
function serve(socket: AcceptedSocket, listener: RequestListener): void {
  let incoming: IncomingMessage | undefined;
  socket.on('close', () => {
    if (incoming?.complete === false) incoming.destroy();
  });
  // The client has left.
  socket.on('end', () => socket.end());
  readMessages(socket, 'REQUEST', {
    onHead(head) {
      const message = new IncomingMessage(socket, head);
      incoming = message;
      const response = new ServerResponse(message, socket);
      // The body arrives after the head.
      queueMicrotask(() => listener(message, response));
      return false;
    },
    onBody: (bytes) => incoming?.receive(bytes),
    onEnd: () => incoming?.finish(),
    onBroken: () => socket.destroy(),
  });
}
