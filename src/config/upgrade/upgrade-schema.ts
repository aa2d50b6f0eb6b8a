import type { Tree } from './document-nodes.ts';

/** Keywords that describe a value without restricting it. They stay where they are when a schema is wrapped. */
const ANNOTATIONS: ReadonlySet<string> = new Set(
  'title description deprecated default example examples externalDocs readOnly writeOnly xml discriminator'.split(' '),
);

/** Changes a schema of 3.0, in place, to mean in 3.1 what it meant. */
export function upgradeSchema(schema: Tree): void {
  // 3.0 ignores what stands beside a reference. `nullable` is the exception, because many documents rely on it.
  if (typeof schema['$ref'] === 'string') {
    const isNullable = schema['nullable'] === true;
    for (const keyword of Object.keys(schema))
      if (keyword !== '$ref' && !ANNOTATIONS.has(keyword) && !keyword.startsWith('x-')) delete schema[keyword];
    if (isNullable) orNull(schema);
    return;
  }
  upgradeLimit(schema, 'minimum', 'exclusiveMinimum');
  upgradeLimit(schema, 'maximum', 'exclusiveMaximum');
  const { nullable, type } = schema;
  if (typeof nullable !== 'boolean') return;
  delete schema['nullable'];
  if (!nullable) return;
  if (['allOf', 'anyOf', 'oneOf', 'not'].some((keyword) => keyword in schema)) orNull(schema);
  // An enum that leaves null out forbids it, as 3.0.3 clarified; so does a type of null beside it.
  else if (type !== undefined) schema['type'] = [...new Set([type, 'null'].flat())];
}

/** Before 3.1, whether a limit itself is excluded stands beside it. */
function upgradeLimit(schema: Tree, limit: string, exclusive: string): void {
  const isExclusive = schema[exclusive];
  if (typeof isExclusive !== 'boolean') return;
  delete schema[exclusive];
  if (!isExclusive || schema[limit] === undefined) return;
  schema[exclusive] = schema[limit];
  delete schema[limit];
}

/** Lets null in beside what the schema says. `oneOf` would refuse a null that an alternative takes as well. */
function orNull(schema: Tree): void {
  const rules: Tree = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(keyword) || keyword.startsWith('x-')) continue;
    rules[keyword] = value;
    delete schema[keyword];
  }
  schema['anyOf'] = [rules, { type: 'null' }];
}
