import type { Contract } from '../../../src/contract/contract.ts';
import type { Operation } from '../../../src/contract/operation.ts';
import type { ContractResponse } from '../../../src/contract/reply/response.ts';
import { pointerTo } from '../../../src/contract/document.ts';
import { createDocumentReader } from '../../../src/contract/document-reader.ts';
import type { RowForm } from '../../../src/contract/reply/row-form.ts';
import { readXml } from '../../../src/contract/body/xml-reader.ts';
import type { VariantChoices } from '../../../src/engine/variant.ts';

/** A received body, with its status, its media type and its operation. Unmatched requests have no operation. */
export interface ReceivedBody {
  readonly operation: Operation | undefined;
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
}

/**
 * The possible media types of a received body: if it has a Content-Type, those that are sent with one, otherwise those
 * that are sent without. An empty list if the body is absent and may be.
 */
export function mediaTypesOf(response: ContractResponse | undefined, type: string, text: string): readonly string[] {
  if (type === '' && text === '' && response?.mayBeEmpty === true) return [];
  const isUntyped = type === '' && text !== '';
  const mediaTypes = [...(response?.mediaTypes ?? [])];
  return mediaTypes.filter((each) => each[1].isUntyped === isUntyped).map(([name]) => name);
}

/**
 * The possible values of a body, as its schema describes them; undefined is no body. If the variants write lists in
 * another form, there are two: the value in that form, and the value in JSON, because examples are always JSON.
 */
export function decodeBody(contract: Contract, choices: VariantChoices, body: ReceivedBody): readonly unknown[] {
  const { operation, status, mediaType, text } = body;
  if (mediaType.endsWith('xml') && text !== '') return [decodeXml(contract, body)];
  if (!mediaType.endsWith('json')) return [text === '' ? undefined : text];
  const forms =
    (operation?.responses ?? contract.unmatched).get(status)?.mediaTypes.get(mediaType)?.rowForms ?? new Map();
  const chosen = [...forms.values()].filter((form) => {
    const [variant = '', choice] = String(Reflect.get(form, 'x-variant')).split('=');
    return choices[variant] === choice;
  });
  const readings = chosen.map((form) => () => readRowsIn(form, text));
  const values = [...readings, (): unknown => (text === '' ? undefined : JSON.parse(text))].flatMap(attempt);
  if (values.length === 0) throw new SyntaxError(`neither JSON nor rows: ${text.slice(0, 200)}`);
  return values;
}

/**
 * Reads rows that were written in a form.
 *
 * @throws {SyntaxError} if the text doesn't have the form.
 */
function readRowsIn({ open, close, empty }: RowForm, text: string): readonly unknown[] {
  if (text === empty) return [];
  if (!text.startsWith(open) || !text.endsWith(close))
    throw new SyntaxError(`no rows between "${open}" and "${close}"`);
  const rows: unknown = JSON.parse(`[${text.slice(open.length, text.length - close.length)}]`);
  return Array.isArray(rows) ? rows : [];
}

function attempt(read: () => unknown): readonly unknown[] {
  try {
    return [read()];
  } catch {
    return [];
  }
}

function decodeXml(contract: Contract, { operation, status, mediaType, text }: ReceivedBody): unknown {
  const reader = createDocumentReader(contract.name, contract.document);
  const owner =
    operation === undefined ? '#/x-unmatched' : pointerTo('#/paths', operation.path, operation.method.toLowerCase());
  const response = reader.resolve<object>({ $ref: pointerTo(owner, 'responses', status) }, owner);
  const pointer = pointerTo(response.pointer, 'content', mediaType, 'schema');
  return readXml(reader, reader.resolve<object>({ $ref: pointer }, owner), text);
}
