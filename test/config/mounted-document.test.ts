import { mkdir, mkdtempDisposable, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';

import { createMock } from '../support/create-mock.ts';

const okay = { responses: { 200: { description: 'Fine' } } };
const head = { openapi: '3.0.3', info: { title: 'T', version: '1' } };
const refTo = ($ref: string): object => ({
  ...head,
  paths: { '/a': { get: { responses: { 200: { $ref } } } } },
});

const broken = [
  {
    title: 'Swagger 1.2',
    given: { swagger: '1.2', ...head, paths: {} },
    want: /doc\.yaml:1: "swagger" must be "2\.0", got "1\.2"/,
  },
  {
    title: 'not OpenAPI',
    given: { hello: 1 },
    want: /must be an OpenAPI document with "openapi" or "swagger"/,
  },
  { title: 'OpenAPI 4', given: { ...head, openapi: '4.0.0', paths: {} }, want: /doc\.yaml:1: .* got "4\.0\.0"/ },
  { title: 'a number for its version', given: { ...head, openapi: 3.1, paths: {} }, want: /got 3\.1/ },
  { title: 'without paths', given: head, want: /with "info", and with "paths" or "webhooks"/ },
  { title: 'without operations', given: { ...head, paths: { '/a': {} } }, want: /must have operations/ },
  {
    title: 'a reference to the network',
    given: refTo('https://elsewhere.example/a.yaml#/b'),
    want: /doc\.yaml:\d+: .*nothing is fetched; bundle the document first.*at #\/paths\/~1a\/get\/responses\/200/,
  },
  {
    title: 'a reference to nothing',
    given: refTo('#/components/responses/None'),
    want: /the reference "#\/components\/responses\/None" has no target \(at #\/paths\/~1a\/get\/responses\/200\)/,
  },
  { title: 'a missing file', given: refTo('missing.yaml#/a'), want: /missing\.yaml can't be read: ENOENT/ },
  {
    title: 'a missing place in another file',
    given: refTo('other.yaml#/none'),
    want: /the reference "other\.yaml#\/none" has no target/,
  },
  { title: 'a file outside the folder', given: refTo('/etc/passwd'), want: /must be a file beside the document/ },
  {
    title: 'an escaped file outside the folder',
    given: refTo('%2Fetc/hosts.yaml'),
    want: /must be a file beside the document/,
  },
  { title: 'a file without an extension', given: refTo('../../../etc/passwd'), want: /must be a YAML or JSON file/ },
  {
    title: 'two operations for the same requests',
    given: { ...head, paths: { '/a/{b}': { get: okay }, '/a/{c}': { get: okay } } },
    want: /GET \/a\/\{b\} matches the same requests/,
  },
];

describe('a document that cannot be mounted', () => {
  test.for(broken)('$title', async ({ given, want }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-spec-'));
    await writeFile(join(folder.path, 'doc.yaml'), stringify(given));
    await writeFile(join(folder.path, 'other.yaml'), 'a: { description: Fine }\n');
    expect(() => createMock({ specs: { doc: join(folder.path, 'doc.yaml') } })).toThrow(
      expect.objectContaining({ code: 'ERR_LMS_MOCK_FILE', message: expect.stringMatching(want) }),
    );
  });

  test.for([
    { title: 'a path with ..', ref: '../other.yaml#/a' },
    { title: 'an escaped path with ..', ref: '%2e%2e/other%2Eyaml#/a' },
    { title: 'a symbolic link', ref: 'link.yaml#/a' },
    { title: 'a linked folder', ref: 'up/other.yaml#/a' },
  ])('because of $title to a file outside its folder, unless that is allowed', async ({ ref }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-spec-'));
    const below = join(folder.path, 'below');
    await mkdir(below);
    await writeFile(join(below, 'doc.yaml'), stringify(refTo(ref)));
    await writeFile(join(folder.path, 'other.yaml'), 'a: { description: Fine }\n');
    await symlink(join(folder.path, 'other.yaml'), join(below, 'link.yaml'));
    await symlink(folder.path, join(below, 'up'));
    const specs = { doc: join(below, 'doc.yaml') };
    expect(() => createMock({ specs })).toThrow(/outside the document's folder.*--allowed-folders \/\S+/);
    const mock = createMock({ specs, allowedFolders: [folder.path] });
    expect([...(mock.mounted[0]?.contract.operations.keys() ?? [])]).toEqual(['GET /a']);
    expect(() => createMock({ specs, allowedFolders: [join(folder.path, 'none')] })).toThrow(/must exist/);
  });

  test('but YAML and JSON files below its folder are read', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-spec-'));
    await mkdir(join(folder.path, 'below'));
    await writeFile(join(folder.path, 'doc.yaml'), stringify(refTo('below/other%2Eyaml#/a')));
    await writeFile(join(folder.path, 'below/other.yaml'), 'a: { description: Fine }\n');
    const mock = createMock({ specs: { doc: join(folder.path, 'doc.yaml') } });
    expect([...(mock.mounted[0]?.contract.operations.keys() ?? [])]).toEqual(['GET /a']);
  });

  test('text that is neither YAML nor JSON', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'lms-mock-spec-'));
    const file = join(folder.path, 'doc.json');
    await writeFile(file, '{"openapi": "3.0.3",\n "info": ]}');
    expect(() => createMock({ specs: { doc: file } })).toThrow(/doc\.json:2: /);
  });

  test.for([
    ['moocit', /a name other than moocit/],
    ['sessions', /a name other than/],
    ['__mock', /a name other than/],
    ['Shop', /lower-case letters/],
    ['a/b', /lower-case letters/],
  ] as const)('the name %s', ([name, want]) => {
    expect(() => createMock({ specs: { [name]: 'a.yaml' } })).toThrow(want);
  });
});
