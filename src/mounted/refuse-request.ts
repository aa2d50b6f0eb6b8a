import type { Contract } from '../contract/contract.ts';
import { breachOfMade } from '../contract/reply/made-body.ts';
import type { MediaType } from '../contract/reply/media-type.ts';
import type { Operation } from '../contract/operation.ts';
import { samplesOf } from '../contract/schema/sample-value.ts';
import { headerOf } from '../engine/request.ts';
import type { RefusalContext } from '../engine/api.ts';
import type { Refusal } from '../engine/outcome.ts';
import { problem } from '../engine/reply/problem.ts';
import { encode } from '../engine/reply/encode.ts';
import type { Reply } from '../engine/reply/reply.ts';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Malformed path',
  401: 'Credentials required',
  404: 'Unknown path',
  405: 'Unknown method',
  406: 'Not acceptable',
  415: 'Unsupported media type',
  422: 'Invalid request',
  501: 'No answer declared',
};

/** The statuses with which a document may refuse a request, by the best one. */
const ALTERNATIVES: Readonly<Record<number, readonly number[]>> = {
  400: [400],
  401: [401],
  415: [415, 400],
  422: [422, 400],
};

/** Refuses a request with a suitable response of the document, or with a problem document if there is none. */
export function refuseRequest(contract: Contract, refusal: Refusal, context: RefusalContext): Reply {
  const { operation, violations } = context;
  const { status, headers } = refusal;
  const own = operation === undefined ? undefined : ownRefusal(operation, status, context);
  const listed = violations.map(({ location, message }) => ({ location, message }));
  const detail = refusal.detail ?? detailOf(contract, refusal, context);
  const members = ALTERNATIVES[status] === undefined ? {} : { violations: listed };
  const reply = own ?? problem(status, TITLES[status] ?? 'Refused', detail, members);
  const challenges = status === 401 ? (operation?.security.challenges ?? []) : [];
  const more = challenges.length === 0 ? {} : { 'WWW-Authenticate': challenges.join(', ') };
  return { ...reply, headers: { ...more, ...reply.headers, ...headers } };
}

function ownRefusal(operation: Operation, status: number, { request }: RefusalContext): Reply | undefined {
  const statuses = ALTERNATIVES[status] ?? [];
  const exact = statuses.find((each) => operation.responses.has(each));
  const response = operation.responseOf(exact ?? statuses[0] ?? 0);
  if (response === undefined) return undefined;
  const accept = headerOf(request.headers, 'accept');
  // A caller that accepts none of a refusal's media types gets the first one.
  const name = response.negotiate(accept) ?? [...response.mediaTypes.keys()][0];
  const mediaType = name === undefined ? undefined : response.mediaTypes.get(name);
  const body = mediaType === undefined ? { value: undefined } : bodyOf(mediaType);
  if (body === undefined) return undefined;
  const { operationId } = operation;
  const answer = { kind: 'value', status: response.status, value: body.value } as const;
  return encode(response, mediaType, answer, response.shownHeaders(), { accept, operationId, validateReplies: false });
}

/** The example of a media type, or a sample of its schema. Undefined if none conforms. */
function bodyOf({ shown, schema, syntax }: MediaType): { readonly value: unknown } | undefined {
  if (shown !== undefined) return shown;
  if (schema === undefined) return { value: syntax === 'text' ? '' : {} };
  for (const value of samplesOf(schema.reader, schema.root))
    if (breachOfMade(schema, value) === undefined) return { value };
  return undefined;
}

function detailOf({ name }: Contract, { status, headers }: Refusal, { request, operation }: RefusalContext): string {
  switch (status) {
    case 404:
      return `The document ${name} has no path ${JSON.stringify(request.path.slice(0, 200))}.`;
    case 405:
      return `This path of the document ${name} has the methods ${headers?.['Allow']}.`;
    case 406:
      return `${JSON.stringify(headerOf(request.headers, 'accept'))} matches no media type that ${operation?.operationId} answers with.`;
    default:
      return 'The document has no response for this request.';
  }
}
