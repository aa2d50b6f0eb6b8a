import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { root } from '../support/processes/server-process.ts';

async function schemaOf(name: string): Promise<unknown> {
  return JSON.parse(await readFile(join(root, `fixtures/${name}.schema.json`), 'utf8'));
}

/** The paths of members, entries of a mapping, and values of a list that have no description for an editor. */
function undescribed(node: unknown, schema: unknown, path = ''): readonly string[] {
  const target = Object(node).$ref === undefined ? node : at(schema, Object(node).$ref);
  const { description, properties = {}, additionalProperties, enum: values, enumDescriptions = [] } = Object(target);
  const members = Object.entries({
    ...properties,
    ...(Object(additionalProperties) === additionalProperties && { '*': additionalProperties }),
  });
  return [
    ...(Object(node).description === undefined && description === undefined ? [path] : []),
    ...(values === undefined || values.length === enumDescriptions.length ? [] : [`${path} (values)`]),
    ...members.flatMap(([name, member]) => undescribed(member, schema, `${path}/${name}`)),
  ];
}

function at(schema: unknown, ref: string): unknown {
  return ref
    .split('/')
    .slice(1)
    .reduce((node: unknown, key) => Object(node)[key], schema);
}

test.for(['campus', 'personas'])(
  'every member, entry and value of the %s schema has a description for editors',
  async (name) => {
    const schema = await schemaOf(name);
    expect(undescribed(schema, schema)).toEqual([]);
  },
);

test.for(['campus', 'personas'])('the %s schema is valid, because it is not checked at start', async (name) => {
  const ajv = new Ajv2020();
  expect(ajv.validateSchema(Object(await schemaOf(name))), JSON.stringify(ajv.errors)).toBe(true);
});

test('the campus schema has exactly the entries that are described', async () => {
  const { $defs } = Object(await schemaOf('campus'));
  for (const [name, definition] of Object.entries($defs)) expect(undescribed(definition, { $defs }, name)).toEqual([]);
});

test('the schema has exactly the id spaces of the APIs', async () => {
  const asked = new Set<string>();
  for await (const file of glob('src/apis/*/*.ts', { cwd: root })) {
    const source = await readFile(join(root, file), 'utf8');
    for (const [, space, kind] of source.matchAll(/idSpace\('([\w.]+)', \{ of: '(\w+)'/g))
      asked.add(`${kind} ${space}`);
  }
  const { $defs } = Object(await schemaOf('campus'));
  const offered = ['learner', 'course', 'department', 'enrolment'].flatMap((kind) =>
    Object.keys($defs[`${kind}Ids`].properties ?? {}).map((space) => `${kind} ${space}`),
  );
  expect(offered.toSorted()).toEqual([...asked].toSorted());
});

test.for([
  { space: 'ispring.userId', kind: 'learner', api: 'ispring', row: 'Status', member: 'userId' },
  { space: 'helsinki.userId', kind: 'learner', api: 'helsinki', row: 'StudyRegistryCompletion', member: 'user_id' },
  { space: 'helsinki.completionId', kind: 'enrolment', api: 'helsinki', row: 'StudyRegistryCompletion', member: 'id' },
  { space: 'stackone.userId', kind: 'learner', api: 'stackone', row: 'Completion', member: 'user_id' },
  { space: 'stackone.courseId', kind: 'course', api: 'stackone', row: 'Completion', member: 'course_id' },
  { space: 'stackone.completionId', kind: 'enrolment', api: 'stackone', row: 'Completion', member: 'id' },
])('an id of $space is a UUID if the contract requires it', async ({ space, kind, api, row, member }) => {
  const contract: unknown = parse(await readFile(join(root, `specs/${api}.yaml`), 'utf8'));
  const { format } = Object(at(contract, `#/components/schemas/${row}/properties/${member}`));
  const { $defs } = Object(await schemaOf('campus'));
  expect($defs[`${kind}Ids`].properties[space].$ref).toBe(format === 'uuid' ? '#/$defs/uuid' : '#/$defs/id');
});

/** The validating keywords of a schema with its references resolved, without descriptions and provenance. */
function rulesOf(node: unknown, document: unknown): unknown {
  if (Array.isArray(node) || Object(node) !== node) return node;
  const { $ref, ...own } = Object(node);
  if ($ref !== undefined) return rulesOf(at(document, $ref), document);
  const said = Object.entries(own).filter(
    ([name]) => name !== 'description' && name !== 'xml' && !/^x-|^deprecated$/.test(name),
  );
  return Object.fromEntries(
    said.map(([name, value]) => [
      name,
      name === 'properties'
        ? Object.fromEntries(
            Object.entries(Object(value)).map(([member, schema]) => [member, rulesOf(schema, document)]),
          )
        : rulesOf(value, document),
    ]),
  );
}

test.for([
  { api: 'moocit', row: 'Completion' },
  { api: 'stackone', row: 'Completion' },
  { api: 'ispring', row: 'Status' },
  { api: 'helsinki', row: 'StudyRegistryCompletion' },
])('the members that a fixture can spell for $api are those of its contract', async ({ api, row }) => {
  const contract: unknown = parse(await readFile(join(root, `specs/${api}.yaml`), 'utf8'));
  const { $defs } = Object(await schemaOf('campus'));
  // Members that a fixture leaves out get their usual values.
  const { required: _required, ...rules } = Object(rulesOf({ $ref: `#/components/schemas/${row}` }, contract));
  expect(rulesOf($defs.enrolment.properties.as.properties[api], { $defs })).toEqual(rules);
});
