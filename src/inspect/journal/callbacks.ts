import { formatInstant } from '../../campus/instant.ts';
import type { Session } from '../../engine/session/session.ts';

/** An attempt to send a webhook to a callback of a client. The message itself is not kept. */
export interface ShownDelivery {
  /** From 1, in the order in which the attempts ended. */
  readonly sequence: number;
  /** By the clock of the session, ISO 8601 in UTC. */
  readonly at: string;
  readonly api: string;
  readonly subscriber: string;
  /** The vendor's name of the type. */
  readonly type: string;
  /** Number of events in the message. */
  readonly count: number;
  /** Scheme, host and port of the receiver. Empty if the address is invalid. */
  readonly to: string;
  /** The status that the receiver answered with. */
  readonly status?: number;
  /** Why there is no status. */
  readonly problem?: string;
}

/** The webhooks of a session. */
export interface ShownCallbacks {
  /** False while a webhook is being sent. */
  readonly isIdle: boolean;
  /** The last 1000 attempts, the oldest first. */
  readonly deliveries: readonly ShownDelivery[];
  /** Number of older attempts, which are not kept. */
  readonly droppedCount: number;
  /** Events were dropped, because more than 10000 waited for a subscriber. */
  readonly hasLostEvents: boolean;
}

export function showCallbacks({ outbox }: Pick<Session, 'outbox'>): ShownCallbacks {
  const { isIdle = true, deliveries = [], droppedCount = 0, hasLostEvents = false } = outbox ?? {};
  const shown = deliveries.map(({ sequence, now, api, subscriber, type, count, to, outcome }) => {
    return { sequence, at: formatInstant(now), api, subscriber, type, count, to, ...outcome };
  });
  return { isIdle, deliveries: shown, droppedCount, hasLostEvents };
}
