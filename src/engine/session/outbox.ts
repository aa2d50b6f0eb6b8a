import { openShare } from '../budget.ts';
import type { Budget } from '../budget.ts';
import { ownCopy } from './own-copy.ts';

/** A message to an address that a client has given. */
export interface CallbackMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The status that the receiver answered with, or why there is none. */
export type CallbackOutcome = { readonly status: number } | { readonly problem: string };

/** Sends a message. Never rejects. */
export type SendCallback = (message: CallbackMessage, signal: AbortSignal) => Promise<CallbackOutcome>;

/** The description of a message. */
export interface DeliverySubject {
  readonly api: string;
  readonly subscriber: string;
  /** The vendor's name of the type. */
  readonly type: string;
  /** Number of events in the message. */
  readonly count: number;
  /** The time of the session's clock, in microseconds since 1970. */
  readonly now: number;
}

/** An attempt to send a message. The message itself is not kept. */
export interface Delivery extends DeliverySubject {
  /** From 1, in the order in which the attempts ended. */
  readonly sequence: number;
  /** Scheme, host and port of the receiver. The rest of the address may be secret. Empty if the address is invalid. */
  readonly to: string;
  readonly outcome: CallbackOutcome;
}

/** The messages that a session sends to the callbacks of its client. */
export interface Outbox {
  /** Aborted when the session is reset or the server closes. */
  readonly signal: AbortSignal;
  /** The last attempts, the oldest first. */
  readonly deliveries: readonly Delivery[];
  /** Number of older attempts that were dropped. */
  readonly droppedCount: number;
  readonly isIdle: boolean;
  /** Sends a message, and records the attempt. */
  send(message: CallbackMessage, subject: DeliverySubject): Promise<CallbackOutcome>;
  /** Whether events were dropped, because too many waited for a subscriber. */
  readonly hasLostEvents: boolean;
  loseEvents(): void;
  /** Starts a task in the background. A defect in it is reported. */
  run(task: () => Promise<void>): void;
  /** Resolves when all tasks have ended. */
  settled(): Promise<void>;
  /** Takes memory for what a client has registered, or gives it back if negative. Returns false, and takes nothing, if there is too little. */
  reserve(bytes: number): boolean;
  /** Ends all tasks and messages, and releases the memory. */
  close(): void;
}

/** The memory and the functions that the outboxes of a server share. */
export interface OutboxParts extends Budget {
  readonly send: SendCallback;
  /** Called with a defect of lms-mock. */
  onDefect(error: unknown): void;
}

/** Approximate memory for the subscribers, waiting events, messages and attempts of all sessions. */
export const MAX_OUTBOX_BYTES: number = 64 * 1_048_576;

/** Maximum number of attempts that a session keeps. */
const MAX_DELIVERIES = 1_000;

/** Approximate memory of an attempt. */
const DELIVERY_BYTES = 256;

/** Maximum number of messages of a session that wait for their receivers. */
const MAX_OPEN = 1_000;

/** Memory of a message besides its body. */
const MESSAGE_BYTES = 1_024;

export function createOutbox(parts: OutboxParts): Outbox {
  const ended = new AbortController();
  const running = new Set<Promise<void>>();
  const deliveries: Delivery[] = [];
  let sequence = 0;
  const share = openShare(parts);
  let open = 0;
  let hasLostEvents = false;

  function record(subject: DeliverySubject, to: string, outcome: CallbackOutcome): void {
    sequence += 1;
    const isFull = deliveries.length === MAX_DELIVERIES || !reserve(DELIVERY_BYTES);
    if (isFull && deliveries.shift() === undefined) return;
    deliveries.push({ ...subject, subscriber: ownCopy(subject.subscriber), to, sequence, outcome });
  }

  function reserve(bytes: number): boolean {
    return !ended.signal.aborted && share.take(bytes);
  }

  /** Sends a message, if there is room for one more that waits. */
  async function sendWithin(message: CallbackMessage): Promise<CallbackOutcome> {
    const bytes = MESSAGE_BYTES + 2 * message.body.length;
    if (open === MAX_OPEN || !reserve(bytes)) return { problem: 'Too many messages wait for their receivers.' };
    open += 1;
    const outcome = await parts.send(message, ended.signal);
    open -= 1;
    if (!ended.signal.aborted) reserve(-bytes);
    return outcome;
  }

  return {
    signal: ended.signal,
    get deliveries() {
      return [...deliveries];
    },
    get droppedCount() {
      return sequence - deliveries.length;
    },
    get isIdle() {
      return running.size === 0;
    },
    async send(message, subject) {
      const outcome = await sendWithin(message);
      if (!ended.signal.aborted) record(subject, URL.parse(message.url)?.origin ?? '', outcome);
      return outcome;
    },
    get hasLostEvents() {
      return hasLostEvents;
    },
    loseEvents() {
      hasLostEvents = true;
    },
    run(task) {
      const started = task()
        .catch((error: unknown) => parts.onDefect(error))
        .finally(() => running.delete(started));
      running.add(started);
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    reserve,
    close() {
      ended.abort();
      share.release();
    },
  };
}
