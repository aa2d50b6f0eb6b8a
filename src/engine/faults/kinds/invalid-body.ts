import type { FaultKind } from '../fault-kind.ts';
import { append } from '../pieces.ts';

interface InvalidBody {
  readonly kind: 'invalid-body';
}

/** Makes JSON or XML invalid. Other texts can't be invalid and are sent unchanged. */
export const invalidBody: FaultKind<InvalidBody, InvalidBody> = {
  members: {},
  endsConnection: false,
  settle: (fault) => fault,
  spoil(reply) {
    const { body, headers } = reply;
    const ending = invalidEnding(headers['Content-Type'] ?? '');
    if (body === undefined || ending === undefined) return undefined;
    return { ...reply, body: typeof body === 'string' ? body + ending : append(body, ending) };
  },
};

/** A text that is invalid after a whole document, so that it can be appended to a stream. */
function invalidEnding(contentType: string): string | undefined {
  if (/[/+]json\b/.test(contentType)) return '}';
  return /[/+]xml\b/.test(contentType) ? '<' : undefined;
}
