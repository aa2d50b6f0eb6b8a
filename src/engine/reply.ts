import type { MediaType } from '../contract/media-type.ts';
import type { ContractResponse, ContractResponses } from '../contract/response.ts';
import { writeRowsIn } from '../contract/row-form.ts';
import type { Answer, Refusal } from './outcome.ts';

/** What goes over the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Whole, or in pieces that are made while they are sent; absent where there is no body. */
  readonly body?: string | Iterable<string>;
  /** Sent without a length, however short it is. */
  readonly isStreamed: boolean;
}

/** Writes an answer in the media type that the caller likes best. */
export function encodeAnswer(responses: ContractResponses, answer: Answer, accept: string | undefined): Reply {
  const { response, mediaType } = choose(responses, answer.status, accept);
  if (mediaType === undefined) return { status: answer.status, headers: response.fixedHeaders, isStreamed: false };
  return {
    status: answer.status,
    headers: { ...response.fixedHeaders, 'Content-Type': mediaType.contentType },
    body: answer.kind === 'rows' ? writeRows(mediaType, answer) : mediaType.write(answer.value),
    isStreamed: response.isStreamed,
  };
}

/** Writes a refusal: the contract's example, with the members that are its own. */
export function encodeRefusal(responses: ContractResponses, refusal: Refusal, accept: string | undefined): Reply {
  const { response, mediaType } = choose(responses, refusal.status, accept, refusal.example);
  const headers = { ...response.fixedHeaders, ...refusal.headers };
  if (mediaType === undefined) return { status: refusal.status, headers, isStreamed: false };
  const example = mediaType.examples.get(refusal.example);
  const body =
    typeof example === 'object' && example !== null ? { ...example, ...refusal.fields } : (refusal.text ?? example);
  return {
    status: refusal.status,
    headers: { ...headers, 'Content-Type': mediaType.contentType },
    body: mediaType.write(body),
    isStreamed: false,
  };
}

function writeRows(mediaType: MediaType, { rows, form }: Extract<Answer, { kind: 'rows' }>): Iterable<string> {
  if (form === undefined) return mediaType.writeRows(rows);
  const found = mediaType.rowForms.get(form);
  if (found === undefined) throw new Error(`the contract has no row form ${form} of ${mediaType.name}`);
  return writeRowsIn(found, rows);
}

/** A caller that accepts none of a refusal's media types gets the first: better a no than nothing. */
function choose(responses: ContractResponses, status: number, accept: string | undefined, example?: string) {
  const whole: ContractResponse | undefined = responses.get(status);
  if (whole === undefined) throw new Error(`the contract has no response ${status}`);
  const response = (example === undefined ? undefined : whole.narrowed.get(example)) ?? whole;
  const name = response.negotiate(accept) ?? [...response.mediaTypes.keys()][0];
  return { response, mediaType: name === undefined ? undefined : response.mediaTypes.get(name) };
}
