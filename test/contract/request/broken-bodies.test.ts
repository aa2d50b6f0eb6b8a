import { expect, test } from 'vitest';

import type { OpenApiDocument } from '../../../src/contract/document.ts';
import { FILE, FORM, JSON_TYPE, PARTS, documents, part, readBody } from '../../support/cases/read-body.ts';
import type { SentBody } from '../../support/cases/read-body.ts';

const { json, form, xml, multipart, bytes } = documents;

test.for<{ title: string; document: OpenApiDocument; sent: SentBody; want: object }>([
  { title: 'no body', document: json, sent: {}, want: { location: 'body', rule: 'required', severity: 'error' } },
  {
    title: 'an empty chunked body',
    document: json,
    sent: { headers: { 'transfer-encoding': 'chunked' } },
    want: { location: 'body', rule: 'required' },
  },
  {
    title: 'a body without a media type',
    document: json,
    sent: { body: '{}' },
    want: { location: 'header.content-type', message: 'a body must have a Content-Type, application/json' },
  },
  {
    title: 'an invalid media type',
    document: json,
    sent: { body: '{}', type: 'json' },
    want: {
      location: 'header.content-type',
      message: 'must be application/json, got "json", which is not a media type',
    },
  },
  {
    title: 'another media type',
    document: json,
    sent: { body: '{}', type: 'text/plain' },
    want: {
      location: 'header.content-type',
      rule: 'media-type',
      message: 'must be application/json, got "text/plain"',
    },
  },
  ...[
    ['{"user":}', 'malformed JSON at line 1, column 9: value expected'],
    ['{"user":\n1', 'malformed JSON at line 2, column 2: close brace expected'],
    ['[1,]', 'malformed JSON at line 1, column 4: value expected'],
    ["{'a':1}", expect.stringMatching(/^malformed JSON at line 1, column 2: /)],
    ['{} {}', 'malformed JSON at line 1, column 4: end of file expected'],
    ['{"a":1 /* x */}', 'malformed JSON at line 1, column 8: invalid comment token'],
    ['['.repeat(200_000), 'must be JSON with at most 100 levels'],
    ['['.repeat(500) + ']'.repeat(500), 'must be JSON with at most 100 levels'],
  ].map(([body = '', message]) => ({
    title: `malformed JSON: ${String(body).slice(0, 20)}`,
    document: json,
    sent: { body: String(body), type: JSON_TYPE },
    want: { location: 'body', rule: 'malformed', message },
  })),
  {
    title: 'JSON that is not UTF-8',
    document: json,
    sent: { body: Buffer.from('"å"', 'latin1'), type: JSON_TYPE },
    want: { location: 'body', rule: 'malformed', message: 'must be in utf-8' },
  },
  {
    title: 'an unknown charset',
    document: json,
    sent: { body: '{}', type: 'application/json; charset=klingon' },
    want: { location: 'body', rule: 'malformed', message: 'unknown charset "klingon"' },
  },
  {
    title: 'a member that is absent',
    document: json,
    sent: { body: '{"user":{}}', type: JSON_TYPE },
    want: { location: 'body/user/email', rule: 'required', message: 'required, but absent', severity: 'error' },
  },
  {
    title: 'a member with an invalid format',
    document: json,
    sent: { body: '{"user":{"email":"x"}}', type: JSON_TYPE },
    want: { location: 'body/user/email', rule: 'schema', message: 'must match format "email", got "x"' },
  },
  {
    title: 'a value that enum does not list',
    document: json,
    sent: { body: '{"user":{"email":"a@b.fi","role":"boss"}}', type: JSON_TYPE },
    want: { location: 'body/user/role', message: 'must be one of ["teacher","learner"], got "boss"' },
  },
  {
    title: 'a member that is not declared',
    document: json,
    sent: { body: '{"user":{"email":"a@b.fi","__proto__":1}}', type: JSON_TYPE },
    want: { location: 'body/user/__proto__', rule: 'unknown' },
  },
  {
    title: 'a read-only member',
    document: json,
    sent: { body: '{"user":{"id":5,"email":"a@b.fi"}}', type: JSON_TYPE },
    want: { location: 'body/user/id', rule: 'read-only', severity: 'warning' },
  },
  {
    title: 'a missing field of a form',
    document: form,
    sent: { body: 'age=5', type: FORM },
    want: { location: 'body/name', rule: 'required' },
  },
  {
    title: 'a form field of another type',
    document: form,
    sent: { body: 'name=ab&age=x', type: FORM },
    want: { location: 'body/age', rule: 'schema', message: 'must be integer, got "x"' },
  },
  {
    title: 'a form field that is sent twice',
    document: form,
    sent: { body: 'name=ab&name=cd', type: FORM },
    want: { location: 'body/name', rule: 'malformed', message: expect.stringMatching(/^must be sent only once/) },
  },
  {
    title: 'a form field that is not JSON',
    document: form,
    sent: { body: 'name=ab&home=x', type: FORM },
    want: { location: 'body/home', rule: 'malformed', message: 'must be JSON' },
  },
  {
    title: 'a form with too many names',
    document: form,
    sent: { body: '%=%&'.repeat(200_000), type: FORM },
    want: { location: 'body', rule: 'malformed', message: 'must have at most 10000 names and values' },
  },
  {
    title: 'malformed XML',
    document: xml,
    sent: { body: '<person>\n<name></person>', type: 'application/xml' },
    want: { location: 'body', rule: 'malformed', message: expect.stringMatching(/^malformed XML at 2:\d+: /) },
  },
  {
    title: 'XML with entities of its own',
    document: xml,
    sent: { body: '<!DOCTYPE p [<!ENTITY a "aa">]><person><name>&a;</name></person>', type: 'application/xml' },
    want: { location: 'body', rule: 'malformed', message: 'must be XML without a document type declaration' },
  },
  {
    title: 'XML that is nested too deeply',
    document: xml,
    sent: { body: '<person>'.repeat(100_000), type: 'application/xml' },
    want: { location: 'body', rule: 'malformed', message: 'must be XML with at most 100 levels' },
  },
  {
    title: 'XML without a required element',
    document: xml,
    sent: { body: '<person id="1"/>', type: 'application/xml' },
    want: { location: 'body/name', rule: 'required' },
  },
  {
    title: 'an attribute of another type',
    document: xml,
    sent: { body: '<person id="x"><name/></person>', type: 'application/xml' },
    want: { location: 'body/id', rule: 'schema', message: 'must be integer, got "x"' },
  },
  {
    title: 'multipart without a boundary',
    document: multipart,
    sent: { body: 'x', type: 'multipart/form-data' },
    want: { location: 'body', rule: 'malformed', message: 'its Content-Type has no boundary' },
  },
  {
    title: 'multipart with another boundary',
    document: multipart,
    sent: { body: `${part('title', 'x')}--x--\r\n`, type: 'multipart/form-data; boundary=y' },
    want: {
      location: 'body',
      rule: 'malformed',
      message: 'must have parts as in RFC 7578, with the boundary of the Content-Type',
    },
  },
  {
    title: 'too many parts',
    document: multipart,
    sent: { body: `${part('title', 'x').repeat(2000)}--x--\r\n`, type: PARTS },
    want: { location: 'body', rule: 'malformed', message: 'must have at most 1000 parts' },
  },
  {
    title: 'a file that is too long',
    document: multipart,
    sent: { body: `${part('title', 'x')}${part('file', '123456', FILE)}--x--\r\n`, type: PARTS },
    want: { location: 'body/file', rule: 'schema', message: 'must NOT have more than 5 characters, got "123456"' },
  },
  {
    title: 'a file of another type',
    document: multipart,
    sent: {
      body: `${part('title', 'x')}${part('file', '1', '; filename="a"\r\nContent-Type: text/html')}--x--\r\n`,
      type: PARTS,
    },
    want: { location: 'body/file', message: 'the part must be text/plain or image/*, got "text/html"' },
  },
  {
    title: 'too many bytes',
    document: bytes,
    sent: { body: Buffer.from([0, 1, 2, 255]), type: 'application/octet-stream' },
    want: { location: 'body', rule: 'schema' },
  },
])('finds $title', async ({ document, sent, want }) => {
  const reading = await readBody(document, sent);
  expect(reading?.violations).toEqual([expect.objectContaining(want)]);
});
