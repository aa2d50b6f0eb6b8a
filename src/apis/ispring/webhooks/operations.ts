import type { Call } from '../../../engine/api.ts';
import type { Outcome, Refusal } from '../../../engine/outcome.ts';
import type { Outbox } from '../../../engine/session/outbox.ts';
import type { IspringPersona } from '../auth.ts';
import type {
  ChangeSubscriberValues,
  ConfirmCallbackValues,
  DisableSubscriberValues,
  EnableSubscriberValues,
  GetSubscriberInfoValues,
  ListSubscriptionsValues,
  RegisterSubscriberValues,
  RemoveSubscriberValues,
  SendConfirmationCodeValues,
  SubscribeValues,
  UnsubscribeValues,
} from '../contract-types.ts';
import type { IspringHandlers } from '../operations/handlers.ts';
import { refusals } from '../refusals.ts';
import { deliver, isReceiving } from './deliver.ts';
import { readFilter } from './event-filter.ts';
import { confirmationCode, messageTo } from './message.ts';
import { addSubscriber, addSubscription, removeSubscriber, removeSubscription, subscribersIn } from './subscriber.ts';
import type { Subscriber } from './subscriber.ts';

type Names = 'registerSubscriber' | (typeof refusals.subscriberNotFound.operations)[number];
type WebhookSession = Call<IspringPersona>['session'];

const DONE: Outcome = { kind: 'value', status: 200, value: undefined };

/** The life of a subscriber: it is registered, its address is confirmed with a code, and it subscribes to types of events. */
export function createWebhookOperations(): IspringHandlers<Names> {
  /** Changes a subscriber, or refuses an unknown name. */
  function withSubscriber(
    session: WebhookSession,
    name: string | undefined,
    change: (subscriber: Subscriber, outbox: Outbox) => Outcome | undefined,
  ): Outcome {
    const { outbox } = session;
    const subscriber = name === undefined ? undefined : subscribersIn(outbox).get(name);
    if (outbox === undefined || subscriber === undefined) return refusals.subscriberNotFound;
    return change(subscriber, outbox) ?? DONE;
  }

  return {
    registerSubscriber({ session, values: { body } }: Call<IspringPersona, RegisterSubscriberValues>) {
      if (body === undefined) return refusals.badRequest;
      const { subscriberName: name, callbackUrl: url, secret = body.Secret } = body;
      const outbox = session.openOutbox();
      if (subscribersIn(outbox).has(name)) return refuse('subscriberName: there is a subscriber with this name');
      return addSubscriber(outbox, { name, url, secret }) ? DONE : refusals.noRoom;
    },
    sendConfirmationCode: ({ session, values: { body } }: Call<IspringPersona, SendConfirmationCodeValues>) =>
      withSubscriber(session, body?.subscriberName, (subscriber, outbox) => {
        const { name } = subscriber;
        subscriber.codeCount += 1;
        subscriber.code = confirmationCode(name, subscriber.codeCount);
        const type = 'CONFIRMATION';
        // As a public client reads it: the payload is a text with JSON.
        const message = messageTo(subscriber, { type, payloads: [JSON.stringify({ code: subscriber.code })] });
        const subject = { api: 'ispring', subscriber: name, type, count: 1, now: session.now };
        outbox.run(async () => void (await outbox.send(message, subject)));
        return undefined;
      }),
    confirmCallback: ({ session, values: { body } }: Call<IspringPersona, ConfirmCallbackValues>) =>
      withSubscriber(session, body?.subscriberName, (subscriber, outbox) => {
        if (subscriber.code === undefined || body?.code !== subscriber.code)
          return refuse('code: must be the code that was sent last');
        subscriber.code = undefined;
        subscriber.isConfirmed = true;
        outbox.run(() => deliver(subscriber, { session, outbox }));
        return undefined;
      }),
    subscribe: ({ session, values: { body } }: Call<IspringPersona, SubscribeValues>) =>
      withSubscriber(session, body?.subscriberName, (subscriber, outbox) => {
        if (body === undefined) return refusals.badRequest;
        const filter = readFilter(body.subscription.params);
        if (filter === undefined) return refuse('subscription.params: a value must be a JSON array of ids, as a text');
        return addSubscription(outbox, subscriber, { given: body.subscription, filter }) ? undefined : refusals.noRoom;
      }),
    listSubscriptions: ({ session, values: { query } }: Call<IspringPersona, ListSubscriptionsValues>) =>
      withSubscriber(session, query.subscriberName, ({ subscriptions }) => {
        const value = [...subscriptions.values()].map(({ given }) => given);
        return { kind: 'value', status: 200, value, rowCount: value.length };
      }),
    getSubscriberInfo: ({ session, values: { query } }: Call<IspringPersona, GetSubscriberInfoValues>) =>
      withSubscriber(session, query.subscriberName, (subscriber) => ({
        kind: 'value',
        status: 200,
        value: infoOf(subscriber),
      })),
    changeSubscriber: ({ session, values: { body } }: Call<IspringPersona, ChangeSubscriberValues>) =>
      withSubscriber(session, body?.subscriberName, (subscriber) => {
        if (body === undefined) return refusals.badRequest;
        if (body.callbackUrl !== subscriber.url) {
          subscriber.isConfirmed = false;
          subscriber.code = undefined;
        }
        subscriber.url = body.callbackUrl;
        subscriber.secret = body.secret ?? body.Secret;
        return undefined;
      }),
    disableSubscriber: ({ session, values: { body } }: Call<IspringPersona, DisableSubscriberValues>) =>
      withSubscriber(session, body?.subscriberName, (subscriber) => {
        subscriber.isActive = false;
        return undefined;
      }),
    enableSubscriber: ({ session, values: { body } }: Call<IspringPersona, EnableSubscriberValues>) =>
      withSubscriber(session, body?.subscriberName, (subscriber, outbox) => {
        subscriber.isActive = true;
        outbox.run(() => deliver(subscriber, { session, outbox }));
        return undefined;
      }),
    unsubscribe: ({ session, values: { body } }: Call<IspringPersona, UnsubscribeValues>) =>
      withSubscriber(session, body?.subscriberName, (subscriber, outbox) => {
        if (body === undefined) return refusals.badRequest;
        const isRemoved = removeSubscription(outbox, subscriber, body.subscriptionType);
        return isRemoved ? undefined : refusals.subscriptionNotFound;
      }),
    removeSubscriber: ({ session, values: { body } }: Call<IspringPersona, RemoveSubscriberValues>) =>
      withSubscriber(session, body?.subscriberName, (subscriber, outbox) => {
        removeSubscriber(outbox, subscriber);
        return undefined;
      }),
  };
}

/** The sending is suspended while a message waits for another attempt. */
function infoOf(subscriber: Subscriber): object {
  const isSuspended = subscriber.failure !== undefined;
  return {
    subscriberStatus: subscriber.isActive ? 'ACTIVE' : 'INACTIVE',
    confirmationStatus: subscriber.isConfirmed ? 'CONFIRMED' : 'UNCONFIRMED',
    notificationProcessStatus: !isReceiving(subscriber) ? 'INACTIVE' : isSuspended ? 'SUSPENDED' : 'ACTIVE',
  };
}

function refuse(message: string): Refusal {
  return { ...refusals.badRequest, fields: { message } };
}
