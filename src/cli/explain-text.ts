import { Help } from 'commander';

import type { ExplainedApi, ExplainedList, ExplainedOperation } from '../inspect/explain/explain.ts';
import type { ExplainedBody } from '../inspect/explain/explain-request.ts';
import type { ExplainedMediaType, ExplainedResponse } from '../inspect/explain/explain-response.ts';
import type { Known } from '../inspect/explain/explain-schema.ts';

/** A row of a table: a few narrow cells, and a text that is wrapped after them. */
interface Row {
  readonly cells: readonly string[];
  readonly text: string;
}

/** Minimum number of columns for a text beside its cells. With fewer, it goes below them. */
const LEAST_TEXT_WIDTH = 30;

/** The operations of all contracts, for a terminal with this number of columns. */
export function formatList({ apis }: ExplainedList, width: number): string {
  const sections = apis.map(({ name, title, operations }) => [
    `${name}: ${title}`,
    ...table(
      operations.map(({ operationId, method, path, summary }) => ({
        cells: [operationId, method, path],
        text: summary,
      })),
      width,
    ),
  ]);
  return [...sections.flatMap((lines) => [...lines, '']), 'lms-mock explain <api> [operation] shows more.'].join('\n');
}

/** An API and its operations. */
export function formatApi({ title, description, operations, unmatched, unread }: ExplainedApi, width: number): string {
  return [
    ...wrap(title, width),
    ...(description === undefined ? [] : wrap(description, width, 2)),
    ...operations.flatMap((operation) => ['', formatOperation(operation, width)]),
    ...(unmatched.length === 0 ? [] : ['', 'Unknown path or wrong method', ...responseLines(unmatched, width)]),
    ...(unread.length === 0 ? [] : ['', 'Not checked, because it is not understood']),
    ...unread.flatMap(({ pointer, problem }) => wrap(`${pointer}: ${problem}`, width, 2)),
  ].join('\n');
}

/** An operation, with the provenance of each part. */
export function formatOperation(operation: ExplainedOperation, width: number): string {
  const { api, operationId, method, path, summary, description, security, parameters, responses, variations, body } =
    operation;
  return [
    ...wrap(`${api} ${operationId}: ${method} ${path} (${operation.provenance})`, width),
    ...wrap(summary, width, 2),
    ...(description === undefined ? [] : wrap(description, width, 2)),
    ...section(
      security.length > 1 ? 'Credentials (one of these lines)' : 'Credentials',
      security.flat().map((credential) => ({
        cells: [credential.type, credential.provenance],
        text: textOf(credential.description, credential),
      })),
      width,
    ),
    ...section(
      'Parameters (error: the vendor refuses a wrong value; warning: the vendor does not notice)',
      parameters.map((parameter) => ({
        cells: [
          `${parameter.in}.${parameter.name}`,
          parameter.required ? 'required' : 'optional',
          parameter.severity,
          parameter.provenance,
        ],
        text: textOf(`${parameter.type}. ${parameter.description ?? ''}`, parameter),
      })),
      width,
    ),
    ...(body === undefined ? [] : bodyLines(body, width)),
    '',
    ...wrap(
      "Answers (documented: on the vendor's page; observed: in another source of the vendor; assumed: our decision)",
      width,
    ),
    ...responseLines(responses, width),
    ...section(
      'Variations',
      variations.map(({ name, meaning }) => ({ cells: [name], text: meaning })),
      width,
    ),
  ].join('\n');
}

function bodyLines(body: ExplainedBody, width: number): readonly string[] {
  const { required, severity, provenance, description, mediaTypes } = body;
  return [
    '',
    ...wrap(`Body (${required ? 'required' : 'optional'}, ${severity}, ${provenance})`, width),
    ...wrap(textOf(description, body), width, 2),
    ...mediaTypes.flatMap((mediaType) => mediaTypeLines(mediaType, undefined, width)),
  ];
}

function responseLines(responses: readonly ExplainedResponse[], width: number): readonly string[] {
  // A body that several answers share is shown only with the first one.
  const shown = new Map<string, string>();
  return responses.flatMap((response) => [
    ...table(
      [{ cells: [String(response.status), response.provenance], text: textOf(response.description, response) }],
      width,
    ),
    ...table(
      response.headers.map((header) => ({
        cells: [`header ${header.name}`, header.required ? 'required' : 'optional', header.provenance],
        text: textOf(`${header.type}. ${header.description ?? ''}`, header),
      })),
      width,
      6,
    ),
    ...response.mediaTypes.flatMap((mediaType) => {
      const key = JSON.stringify(mediaType.properties);
      const earlier = shown.get(key);
      shown.set(key, earlier ?? `${response.status} ${mediaType.name}`);
      return mediaTypeLines(mediaType, earlier, width);
    }),
  ]);
}

function mediaTypeLines(
  { name, examples, properties, variations }: ExplainedMediaType,
  sameAs: string | undefined,
  width: number,
): readonly string[] {
  const facts = [
    { cells: ['examples'], text: examples.map((example) => example.name).join(', ') },
    { cells: ['variations'], text: variations.join(', ') },
    { cells: ['properties'], text: sameAs === undefined ? '' : `as in ${sameAs}` },
  ];
  const rows = properties.map((property) => ({
    cells: [
      property.path === '' ? '(the body)' : property.path,
      property.required ? 'required' : 'optional',
      property.provenance,
    ],
    text: textOf(`${property.type}. ${property.description ?? ''}`, property),
  }));
  return [
    ...wrap(name, width, 6),
    ...table(
      facts.filter(({ text }) => text !== ''),
      width,
      8,
    ),
    ...table(sameAs === undefined ? rows : [], width, 8),
  ];
}

function textOf(text: string | undefined, { source }: Known): string {
  return [text?.trim() ?? [], source === undefined ? [] : `Source: ${source}.`].flat().join(' ');
}

function section(title: string, rows: readonly Row[], width: number): readonly string[] {
  return rows.length === 0 ? [] : ['', ...wrap(title, width), ...table(rows, width)];
}

/** Rows with aligned cells. Each text is wrapped in its own column. */
function table(rows: readonly Row[], width: number, indent = 2): readonly string[] {
  const widths = (rows[0]?.cells ?? []).map((_, column) =>
    Math.max(...rows.map(({ cells }) => (cells[column] ?? '').length)),
  );
  const textAt = indent + widths.reduce((sum, each) => sum + each + 2, 0);
  return rows.flatMap(({ cells, text }) => {
    const begin = ' '.repeat(indent) + cells.map((cell, column) => cell.padEnd((widths[column] ?? 0) + 2)).join('');
    if (width - textAt < LEAST_TEXT_WIDTH) return [begin.trimEnd(), ...wrap(text, width, indent + 4)];
    const [first = '', ...others] = wrap(text, width, textAt);
    return [(begin + first.trimStart()).trimEnd(), ...others];
  });
}

function wrap(text: string, width: number, indent = 0): readonly string[] {
  const room = Math.max(LEAST_TEXT_WIDTH, width - indent);
  const lines = new Help().boxWrap(text.replaceAll(/\s+/g, ' ').trim(), room).split('\n');
  return lines.map((line) => (' '.repeat(indent) + line).trimEnd());
}
