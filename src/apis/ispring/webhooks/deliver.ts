import type { Outbox } from '../../../engine/session/outbox.ts';
import type { Session } from '../../../engine/session/session.ts';
import { messageTo } from './message.ts';
import { dropPending, removePending } from './subscriber.ts';
import type { Subscriber } from './subscriber.ts';
import type { WebhookEvent } from './webhook-event.ts';

/** Maximum number of events of a message (assumed). */
const MAX_PAYLOADS = 100;

const MINUTE_US = 60_000_000;

/**
 * Times of the attempts after the first one, on the session's clock. The vendor tries again for one day and doesn't say how
 * often, so the intervals are assumed.
 */
const RETRIES_AFTER_US = [1, 10, 60, 6 * 60, 24 * 60].map((minutes) => minutes * MINUTE_US);

/** Whether events are sent to a subscriber, or wait for it. */
export function isReceiving({ isActive, isConfirmed }: Subscriber): boolean {
  return isActive && isConfirmed;
}

/**
 * Sends the waiting events of a subscriber, one message after the other, until there are none or an attempt is not due yet. If
 * the last attempt fails, the address is no longer confirmed and the events are lost.
 */
export async function deliver(
  subscriber: Subscriber,
  { session, outbox }: { readonly session: Pick<Session, 'now'>; readonly outbox: Outbox },
): Promise<void> {
  if (subscriber.isDelivering) return;
  subscriber.isDelivering = true;
  try {
    while (isReceiving(subscriber) && !outbox.signal.aborted && isDue(subscriber, session.now)) {
      const { pending } = subscriber;
      const group = firstOfOneType(pending);
      const [first] = group;
      if (first === undefined) return;
      const message = messageTo(subscriber, { type: first.type, payloads: group.map(({ payload }) => payload) });
      const subject = { api: 'ispring', subscriber: subscriber.name, type: first.type, count: group.length };
      const outcome = await outbox.send(message, { ...subject, now: session.now });
      const isDelivered = 'status' in outcome && outcome.status === 200;
      // The client may have changed the subscriber meanwhile.
      if (outbox.signal.aborted || subscriber.pending !== pending) continue;
      if (isDelivered) {
        removePending(outbox, pending, group.length);
        subscriber.failure = undefined;
      } else noteFailure(subscriber, first, outbox);
    }
  } finally {
    subscriber.isDelivering = false;
  }
}

function isDue({ failure }: Subscriber, now: number): boolean {
  return failure === undefined || failure.since + (RETRIES_AFTER_US[failure.attempts - 1] ?? 0) <= now;
}

function noteFailure(subscriber: Subscriber, first: WebhookEvent, outbox: Outbox): void {
  const { since, attempts } = subscriber.failure ?? { since: first.at, attempts: 0 };
  subscriber.failure = { since, attempts: attempts + 1 };
  if (attempts < RETRIES_AFTER_US.length) return;
  subscriber.isConfirmed = false;
  dropPending(outbox, subscriber);
}

/** The events at the head that have the same type. Another type begins another message. */
function firstOfOneType(pending: readonly WebhookEvent[]): readonly WebhookEvent[] {
  const end = pending.findIndex(({ type }) => type !== pending[0]?.type);
  return pending.slice(0, Math.min(end === -1 ? pending.length : end, MAX_PAYLOADS));
}
