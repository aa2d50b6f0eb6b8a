import type { Outbox } from '../../../engine/session/outbox.ts';
import type { IspringSubscription } from '../contract-types.ts';
import type { EventFilter } from './event-filter.ts';
import type { SubscriptionType, WebhookEvent } from './webhook-event.ts';

/** A subscription, as its client wrote it. */
export interface KeptSubscription {
  readonly given: IspringSubscription;
  readonly filter: EventFilter;
}

/** A receiver of events. A session keeps it, and each of its webhook operations changes it. */
export interface Subscriber {
  readonly name: string;
  url: string;
  secret: string | undefined;
  /** Whether it is enabled. New subscribers are. */
  isActive: boolean;
  /** Whether its address was confirmed with a code. */
  isConfirmed: boolean;
  /** The code that confirms the address. Earlier codes are void. */
  code: string | undefined;
  codeCount: number;
  readonly subscriptions: Map<SubscriptionType, KeptSubscription>;
  /** Events that were not delivered yet, the oldest first. */
  pending: WebhookEvent[];
  /** The message at the head could not be delivered. */
  failure: { readonly since: number; readonly attempts: number } | undefined;
  isDelivering: boolean;
}

/** The subscribers of the sessions. A reset drops the outbox of a session, and its subscribers with it. */
const subscribersOf = new WeakMap<Outbox, Map<string, Subscriber>>();

const NONE: ReadonlyMap<string, Subscriber> = new Map();

export function subscribersIn(outbox: Outbox | undefined): ReadonlyMap<string, Subscriber> {
  return (outbox && subscribersOf.get(outbox)) ?? NONE;
}

/** Approximate memory of a subscriber besides its texts. */
const SUBSCRIBER_BYTES = 1_024;

/** Maximum number of subscribers of a session (assumed). */
const MAX_SUBSCRIBERS = 100;

/** Adds a subscriber. Returns false if there are too many. */
export function addSubscriber(
  outbox: Outbox,
  { name, url, secret }: Pick<Subscriber, 'name' | 'url' | 'secret'>,
): boolean {
  const subscribers = subscribersOf.get(outbox) ?? new Map<string, Subscriber>();
  if (subscribers.size >= MAX_SUBSCRIBERS || !outbox.reserve(SUBSCRIBER_BYTES)) return false;
  subscribersOf.set(outbox, subscribers);
  subscribers.set(name, {
    name,
    url,
    secret,
    isActive: true,
    isConfirmed: false,
    code: undefined,
    codeCount: 0,
    subscriptions: new Map(),
    pending: [],
    failure: undefined,
    isDelivering: false,
  });
  return true;
}

export function removeSubscriber(outbox: Outbox, subscriber: Subscriber): void {
  for (const type of subscriber.subscriptions.keys()) removeSubscription(outbox, subscriber, type);
  dropPending(outbox, subscriber);
  subscriber.isActive = false;
  subscribersOf.get(outbox)?.delete(subscriber.name);
  outbox.reserve(-SUBSCRIBER_BYTES);
}

/** Adds a subscription, or replaces the one of its type. Returns false if there is too little memory. */
export function addSubscription(outbox: Outbox, subscriber: Subscriber, kept: KeptSubscription): boolean {
  if (!outbox.reserve(bytesOf(kept))) return false;
  const { subscriptionType } = kept.given;
  removeSubscription(outbox, subscriber, subscriptionType);
  subscriber.subscriptions.set(subscriptionType, kept);
  return true;
}

/** Returns false if there is none. */
export function removeSubscription(outbox: Outbox, { subscriptions }: Subscriber, type: SubscriptionType): boolean {
  const kept = subscriptions.get(type);
  if (kept === undefined) return false;
  subscriptions.delete(type);
  outbox.reserve(-bytesOf(kept));
  return true;
}

/** Approximate memory of an event that waits. */
const EVENT_BYTES = 512;

/** Maximum number of events that wait for a subscriber. */
export const MAX_PENDING = 10_000;

/** Adds an event that waits to be delivered. Returns false if there are too many. */
export function addPending(outbox: Outbox, { pending }: Subscriber, event: WebhookEvent): boolean {
  if (pending.length >= MAX_PENDING || !outbox.reserve(EVENT_BYTES)) return false;
  pending.push(event);
  return true;
}

/** Removes events from the head of those that wait. */
export function removePending(outbox: Outbox, pending: WebhookEvent[], count: number): void {
  outbox.reserve(-EVENT_BYTES * pending.splice(0, count).length);
}

/** Drops all events that wait. A message on its way keeps its own list. */
export function dropPending(outbox: Outbox, subscriber: Subscriber): void {
  removePending(outbox, subscriber.pending, subscriber.pending.length);
  subscriber.pending = [];
  subscriber.failure = undefined;
}

/** A text, and the ids that were read from it. */
function bytesOf({ given }: KeptSubscription): number {
  return 8 * JSON.stringify(given).length;
}
