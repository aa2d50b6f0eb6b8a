/**
 * Replays the expected failures of Specmatic's conformance documents:
 * `node scripts/expected-failures.ts <checkout of specmatic/specmatic at ec59cc179>`.
 *
 * 33 of the documents have an `x-specmatic-expect-failure-…`, because Specmatic's own requests or replies break them. Each is
 * mounted. A wrong request must be reported, a right one accepted, and each JSON reply must fit its schema by
 * @hyperjump/json-schema.
 * Exit codes: 0 all 33 are found; 1 otherwise; 2 the folder has other documents with expected failures.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { createMock } from '../src/index.ts';
import { documentsIn } from './corpus/documents.ts';
import { send } from './corpus/send.ts';
import { tryDocument } from './corpus/try-document.ts';
import type { WrittenRequest } from './corpus/write-request.ts';

interface Case {
  readonly file: string;
  readonly wrong: WrittenRequest;
  readonly right: WrittenRequest;
}

const SPECS = 'conformance-tests/src/test/resources/specs';
const BOUNDARY = 'b';

function typed(type: string, file: string, path: string, [wrong, right]: readonly [string, string]): Case {
  const request = (body: string): WrittenRequest => ({ method: 'POST', path, headers: { 'Content-Type': type }, body });
  return { file, wrong: request(wrong), right: request(right) };
}

function json(file: string, path: string, wrong: unknown, right: unknown): Case {
  return typed('application/json', file, path, [JSON.stringify(wrong), JSON.stringify(right)]);
}

function xml(file: string, path: string, bodies: readonly [string, string]): Case {
  return typed('application/xml', `012-content-negotiation/${file}`, path, bodies);
}

/** An invalid and a valid value of a member with a format, in a body with another required text. */
function format(
  file: string,
  path: string,
  [member, other]: readonly [string, string],
  values: readonly [string, string],
): Case {
  const [wrong, right] = values.map((value) => ({ [member]: value, [other]: 'any' }));
  return json(`007-formats/${file}`, path, wrong, right);
}

/** A body of any bytes: only its media type can be wrong. */
function bytes(file: string, path: string, type: string): Case {
  const request = (contentType: string): WrittenRequest => ({
    method: 'POST',
    path,
    headers: { 'Content-Type': contentType },
    body: '"any"',
  });
  return { file: `009-forms-and-multipart/${file}`, wrong: request('application/json'), right: request(type) };
}

function get(file: string, wrong: WrittenRequest, path: string): Case {
  return { file, wrong, right: { method: 'GET', path, headers: {} } };
}

const filePart = (name: string): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nany\r\n`;
const list = (count: number, item: (index: number) => unknown): readonly unknown[] =>
  Array.from({ length: count }, (_, index) => item(index));
const products = (quantity: number): readonly unknown[] => list(100, () => ({ product: 'any', quantity }));
const discounts = (percent: number): readonly unknown[] => list(100, () => ({ label: 'any', percent }));
const names = (count: number): readonly unknown[] => list(count, (index) => `name ${index}`);

const CASES: readonly Case[] = [
  get(
    '003-query-parameters/011-with-object.yml',
    { method: 'GET', path: '/my-day-details?status=open&mydayId=1', headers: {} },
    '/my-day-details?status=1&mydayId=1',
  ),
  format('003-time.yaml', '/alarms', ['time', 'label'], ['10:00', '10:00:00Z']),
  format('004-duration.yaml', '/tasks', ['elapsed', 'name'], ['3 days', 'P3D']),
  format('006-idn-email.yaml', '/subscribers', ['email', 'name'], ['näme', 'näme@example.com']),
  format('008-idn-hostname.yaml', '/domains', ['domain', 'label'], ['a b', 'näme.example']),
  format('009-ipv4.yaml', '/allowlist', ['ip', 'label'], ['192.0.2', '192.0.2.1']),
  format('010-ipv6.yaml', '/network-interfaces', ['address', 'name'], ['192.0.2.1', '2001:db8::1']),
  format('011-uri.yaml', '/bookmarks', ['url', 'title'], ['no uri', 'https://example.com/']),
  format('014-iri.yaml', '/resources', ['location', 'name'], ['no iri', 'https://example.com/ä']),
  format('016-json-pointer.yaml', '/patches', ['path', 'op'], ['a', '/a']),
  format('017-relative-json-pointer.yaml', '/mappings', ['source', 'target'], ['/a', '1/a']),
  json('007-formats/022-binary.yaml', '/blobs', { id: 'a', content: 1 }, { id: 'a', content: 'any' }),
  json('008-constraints/009-integer-multipleof.yaml', '/quantities', products(7), products(12)),
  json(
    '008-constraints/012-array-minitems.yaml',
    '/teams',
    { name: 'a', members: names(9) },
    { name: 'a', members: names(10) },
  ),
  json(
    '008-constraints/013-array-maxitems.yaml',
    '/polls',
    { question: 'a', choices: ['b'] },
    { question: 'a', choices: [] },
  ),
  json(
    '008-constraints/015-object-minproperties.yaml',
    '/profiles',
    { id: 1, attributes: {} },
    { id: 1, attributes: { a: 'b' } },
  ),
  json('008-constraints/019-combined-numeric-constraints.yaml', '/discounts', discounts(7), discounts(10)),
  json(
    '008-constraints/020-combined-array-constraints.yaml',
    '/playlists',
    { name: 'a', tracks: names(49) },
    { name: 'a', tracks: names(50) },
  ),
  json('008-constraints/021-object-minproperties-with-additional.yaml', '/tags', { a: 'b' }, { a: 'b', c: 'd' }),
  json('008-constraints/024-minproperties-three.yaml', '/labels', { id: 1, a: 'b' }, { id: 1, a: 'b', c: 'd' }),
  typed(
    `multipart/form-data; boundary=${BOUNDARY}`,
    '009-forms-and-multipart/007-multipart-multiple-files.yaml',
    '/galleries',
    [`${filePart('file')}--${BOUNDARY}--\r\n`, `${filePart('files')}${filePart('files')}--${BOUNDARY}--\r\n`],
  ),
  bytes('010-raw-binary-body.yaml', '/files', 'application/octet-stream'),
  bytes('011-raw-image-body.yaml', '/thumbnails', 'image/png'),
  xml('002-xml-response.yaml', '/reports', ['<report/>', '<report><title>any</title></report>']),
  get(
    '012-content-negotiation/003-multiple-response-types.yaml',
    { method: 'GET', path: '/documents', headers: { Accept: 'text/csv' } },
    '/documents',
  ),
  xml('004-multiple-request-types.yaml', '/messages', ['<message/>', '<message><text>any</text></message>']),
  xml('006-different-request-response-types.yaml', '/transforms', ['<data/>', '<data><input>any</input></data>']),
  json(
    '014-nullable-and-optional/007-nullable-enum.yaml',
    '/tasks',
    { title: 'a', priority: null },
    { title: 'a', priority: 'low' },
  ),
  json(
    '015-additional-properties/007-additional-properties-default-is-true.yaml',
    '/configs',
    { extra: 'bar' },
    { name: 'alpha', extra: 'bar' },
  ),
  json(
    '020-openapi-3-1/005-if-then-else.yaml',
    '/payments',
    { id: 1, method: 'card', amount: 1 },
    { id: 1, method: 'card', amount: 1, cardNumber: '1' },
  ),
  json(
    '020-openapi-3-1/012-discriminator-const-type.yaml',
    '/shapes',
    { shapeType: 'Circle', radius: 1 },
    { shapeType: 'circle', radius: 1 },
  ),
  json(
    '020-openapi-3-1/015-prefix-items.yaml',
    '/coordinates',
    { label: 'a', position: ['b', 1] },
    { label: 'a', position: [1, 2] },
  ),
  json(
    '020-openapi-3-1/018-contains.yaml',
    '/teams',
    { name: 'a', members: [{ name: 'b', role: 'c' }] },
    { name: 'a', members: [{ name: 'b', role: 'lead' }] },
  ),
];

/** The reasons why a case fails. Empty if it passes. */
async function problemsOf({
  file,
  wrong,
  right,
}: Case): Promise<{ readonly report: string; readonly problems: readonly string[] }> {
  await using mock = createMock({ port: 0, apis: ['moocit'], learners: 0, specs: { tried: file } });
  await mock.listen();
  const baseUrl = mock.specs['tried']?.baseUrl ?? '';
  const [refused, accepted] = [await send(baseUrl, wrong), await send(baseUrl, right)];
  const { counts } = await tryDocument(file);
  const report = refused.headers['x-lms-mock-violations'];
  return {
    report: `${refused.status} ${report ?? refused.text}`.slice(0, 200),
    problems: [
      ...(refused.status < 400 || report === undefined ? ['the wrong request was not reported'] : []),
      ...(accepted.status >= 400 || accepted.headers['x-lms-mock-violations'] !== undefined
        ? [`the right request was refused: ${accepted.status} ${accepted.text}`]
        : []),
      ...(counts.validRefused + counts.invalidAccepted + counts.offSchema + counts.failed > 0 ||
      counts.answered < counts.operations
        ? [`operations: ${JSON.stringify(counts)}`]
        : []),
    ],
  };
}

const folder = join(process.argv[2] ?? '', SPECS);
const expecting = existsSync(folder)
  ? documentsIn(folder).filter((file) => /^x-specmatic-expect-failure-/m.test(readFileSync(file, 'utf8')))
  : [];
const files = CASES.map(({ file }) => join(folder, file));
const strays = [...files, ...expecting].filter((file) => !files.includes(file) || !expecting.includes(file));
if (strays.length > 0) {
  console.error(`${folder} must have the documents of ec59cc179. Missing, or not known here:\n${strays.join('\n')}`);
  process.exit(2);
}
let found = 0;
for (const each of CASES) {
  const { report, problems } = await problemsOf({ ...each, file: join(folder, each.file) });
  if (problems.length === 0) found += 1;
  console.log([each.file, report, ...problems].join(' · '));
}
console.log(`\nexpected failures found   ${found} of ${CASES.length}`);
process.exitCode = found === CASES.length ? 0 : 1;
