import type { Campus } from '../../../campus/campus.ts';
import { eventsSince, inOrder } from '../../../campus/events/events-since.ts';
import type { CampusEvent } from '../../../campus/events/events-since.ts';
import type { Outbox } from '../../../engine/session/outbox.ts';
import type { Session } from '../../../engine/session/session.ts';
import { createTurns } from '../../../engine/session/turns.ts';
import { isContentId } from '../ids.ts';
import type { Ids } from '../ids.ts';
import type { IspringChoices } from '../variants.ts';
import { deliver, isReceiving } from './deliver.ts';
import { MAX_PENDING, addPending, subscribersIn } from './subscriber.ts';
import type { Subscriber } from './subscriber.ts';
import { passes, webhookEventsOf } from './webhook-event.ts';
import type { WebhookEvent } from './webhook-event.ts';

/** The last move of each outbox's clock. Its events are sent after those of the previous move. */
const lastMoves = new WeakMap<Outbox, Promise<void>>();

/** The gathered events take memory, so few sessions gather at the same time. */
const gatherInTurn = createTurns(4);

/** Sends the events since a time to the subscribers of a session, in the background. */
export function createClockMoved(
  campus: Campus,
  ids: Ids,
  choices: IspringChoices,
): (session: Pick<Session, 'now' | 'outbox'>, from: number) => void {
  async function sendSince(session: Pick<Session, 'now'>, outbox: Outbox, from: number): Promise<void> {
    const subscribers = [...subscribersIn(outbox).values()];
    const receiving = subscribers.filter((one) => isReceiving(one) && one.subscriptions.size > 0);
    const earliest = new Map(receiving.map((subscriber): [Subscriber, CampusEvent[]] => [subscriber, []]));
    if (receiving.length > 0) await gatherInTurn(() => gather(earliest, outbox, from));
    for (const [subscriber, events] of earliest) queue(subscriber, events, outbox);
    // Also those that wait for another attempt.
    for (const subscriber of subscribers) outbox.run(() => deliver(subscriber, { session, outbox }));
  }

  /**
   * Gathers the earliest events for each subscriber, one more than may wait for it. A large campus is searched in turns, so
   * that other requests are answered meanwhile.
   */
  async function gather(earliest: ReadonlyMap<Subscriber, CampusEvent[]>, outbox: Outbox, from: number): Promise<void> {
    for (const batch of eventsSince(campus, from)) {
      for (const [subscriber, events] of earliest) {
        events.push(...batch.filter((event) => eventsFor(subscriber, event).length > 0));
        if (events.length > 2 * MAX_PENDING) events.sort(inOrder).splice(MAX_PENDING + 1);
      }
      await new Promise(setImmediate);
      if (outbox.signal.aborted) return;
    }
  }

  /** The events that a subscriber has subscribed to. */
  function eventsFor({ subscriptions }: Subscriber, event: CampusEvent): readonly WebhookEvent[] {
    if (!isContentId(ids.content.idOf(event.enrolment.course.index), choices)) return [];
    return webhookEventsOf(event, ids).filter((one) => {
      const filter = subscriptions.get(one.type)?.filter;
      return filter !== undefined && passes(filter, one);
    });
  }

  function queue(subscriber: Subscriber, events: readonly CampusEvent[], outbox: Outbox): void {
    for (const event of events.toSorted(inOrder).flatMap((one) => eventsFor(subscriber, one))) {
      if (addPending(outbox, subscriber, event)) continue;
      outbox.loseEvents();
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
