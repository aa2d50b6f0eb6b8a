import type { Campus } from '../../../campus/campus.ts';
import { eventsSince, inOrder } from '../../../campus/events/events-since.ts';
import type { CampusEvent } from '../../../campus/events/events-since.ts';
import type { Outbox } from '../../../engine/session/outbox.ts';
import type { Session } from '../../../engine/session/session.ts';
import { isContentId } from '../ids.ts';
import type { Ids } from '../ids.ts';
import type { IspringChoices } from '../variants.ts';
import { deliver, isReceiving } from './deliver.ts';
import { MAX_PENDING, addPending, subscribersIn } from './subscriber.ts';
import type { Subscriber } from './subscriber.ts';
import { passes, webhookEventsOf } from './webhook-event.ts';

/** The last move of each outbox's clock: the events of a move come after those of the one before. */
const lastMoves = new WeakMap<Outbox, Promise<void>>();

/** Sends the events since a time to the subscribers of a session, in the background. */
export function createClockMoved(
  campus: Campus,
  ids: Ids,
  choices: IspringChoices,
): (session: Pick<Session, 'now' | 'outbox'>, from: number) => void {
  async function sendSince(session: Pick<Session, 'now'>, outbox: Outbox, from: number): Promise<void> {
    const subscribers = [...subscribersIn(outbox).values()];
    const receiving = subscribers.filter((one) => isReceiving(one) && one.subscriptions.size > 0);
    const events = receiving.length === 0 ? [] : await earliestEvents(outbox, from);
    for (const subscriber of receiving) queue(subscriber, events, { session, outbox });
    // Also those that wait for another attempt.
    for (const subscriber of subscribers) outbox.run(() => deliver(subscriber, { session, outbox }));
  }

  /** The first events in order. A large campus is searched in turns, so that other requests are answered meanwhile. */
  async function earliestEvents(outbox: Outbox, from: number): Promise<readonly CampusEvent[]> {
    let events: CampusEvent[] = [];
    for (const batch of eventsSince(campus, from)) {
      events.push(...batch.filter(({ enrolment: { course } }) => isContentId(ids.content.idOf(course.index), choices)));
      if (events.length > 2 * MAX_PENDING) events = events.toSorted(inOrder).slice(0, MAX_PENDING + 1);
      await new Promise(setImmediate);
      if (outbox.signal.aborted) return [];
    }
    return events.toSorted(inOrder);
  }

  function queue(
    subscriber: Subscriber,
    events: readonly CampusEvent[],
    { session, outbox }: { readonly session: Pick<Session, 'now'>; readonly outbox: Outbox },
  ): void {
    for (const event of events.flatMap((one) => webhookEventsOf(one, ids))) {
      const subscription = subscriber.subscriptions.get(event.type);
      if (subscription === undefined || !passes(subscription.filter, event)) continue;
      if (addPending(outbox, subscriber, event)) continue;
      const subject = { api: 'ispring', subscriber: subscriber.name, type: event.type, count: 0, now: session.now };
      outbox.note(subject, `Too many events wait, at most ${MAX_PENDING} for a subscriber. Later ones were dropped.`);
      return;
    }
  }

  return (session, from) => {
    const { outbox } = session;
    if (outbox === undefined || subscribersIn(outbox).size === 0) return;
    const last = lastMoves.get(outbox) ?? Promise.resolve();
    outbox.run(() => {
      const move = last.then(() => sendSince(session, outbox, from));
      lastMoves.set(
        outbox,
        move.catch(() => undefined),
      );
      return move;
    });
  };
}
