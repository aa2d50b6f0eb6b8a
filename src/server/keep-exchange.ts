import type { IncomingMessage, ServerResponse } from 'node:http';

import type { ReceivedBody } from '../contract/request/request-body.ts';
import type { Exchange } from '../engine/exchange.ts';
import { delaysHead, endsConnection } from '../engine/faults/faults.ts';
import { MAX_BODY_CHARACTERS } from '../engine/session/journal.ts';
import { ownCopy, ownViolation } from '../engine/session/own-copy.ts';
import type { Session } from '../engine/session/session.ts';

/** An open exchange in the journal of its session. */
export interface KeptExchange {
  /** Records the beginning of a request's body. */
  received(body: ReceivedBody): ReceivedBody;
  answered(exchange: Exchange): void;
  /** Records the beginning of a reply's body while it is made. */
  made(piece: string): void;
  /** Called when the reply has been sent or the client has disconnected. */
  close(): void;
}

/** Opens an exchange in the journal of its session. It is formatted only when the journal is read. */
export function keepExchange(
  session: Session,
  api: string,
  request: IncomingMessage,
  response: ServerResponse,
): KeptExchange {
  const { method = '', url = '', headers, socket } = request;
  const { journal } = session;
  const record = journal.open({ method, url, api, headers, now: session.now });
  let pieces = 0;
  const writtenBefore = socket.bytesWritten;
  return {
    received(body) {
      if (body.kind === 'whole') {
        record.requestBytes = body.bytes.length;
        record.requestBody = Uint8Array.from(body.bytes.subarray(0, MAX_BODY_CHARACTERS));
      }
      return body;
    },
    answered({ reply, operationId, persona, violations, reason, scope, rule, note, fault }) {
      const { status, headers: sent, variations, charset } = reply;
      record.outcome = {
        operationId,
        persona,
        violations: violations.map(ownViolation),
        reason,
        scope,
        rule,
        note,
        fault,
        status,
        headers: sent,
        variations,
        ...(charset === undefined ? {} : { charset }),
      };
      if (!delaysHead(fault)) record.firstByteMs = performance.now() - record.startedAtMs;
    },
    made(piece) {
      const left = MAX_BODY_CHARACTERS - record.bodyCharacters;
      if (left > 0) record.body += beginningOf(piece, left);
      record.bodyCharacters += piece.length;
      pieces += 1;
    },
    close() {
      // A concatenated text keeps all of its pieces in memory.
      if (pieces > 1) record.body = ownCopy(record.body);
      record.sentBytes = socket.bytesWritten - writtenBefore;
      record.isAborted = response.destroyed || socket.destroyed || endsConnection(record.outcome?.fault);
      journal.close(record);
    },
  };
}

/** The first characters of a text, copied, because a slice would keep the whole text in memory. */
function beginningOf(text: string, characters: number): string {
  return text.length <= characters ? text : ownCopy(text.slice(0, characters));
}
