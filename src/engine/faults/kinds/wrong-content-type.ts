import type { FaultKind } from '../fault-kind.ts';
import { headerText } from '../schema-parts.ts';

/** Replaces the Content-Type of the body (default text/html). */
export const wrongContentType: FaultKind<
  { readonly kind: 'wrong-content-type'; readonly contentType?: string },
  { readonly kind: 'wrong-content-type'; readonly contentType: string }
> = {
  members: { contentType: { ...headerText, minLength: 1 } },
  endsConnection: false,
  settle: ({ kind, contentType = 'text/html' }) => ({ kind, contentType }),
  spoil: (reply, { contentType }) =>
    reply.body === undefined ? undefined : { ...reply, headers: { ...reply.headers, 'Content-Type': contentType } },
};
