import type { Tree } from './document-nodes.ts';

/** Keywords that describe a value without restricting it. They stay where they are when a schema is wrapped. */
const ANNOTATIONS: ReadonlySet<string> = new Set(
  'title description deprecated default example examples externalDocs readOnly writeOnly xml discriminator'.split(' '),
);

/** Converts a schema of 3.0 to 3.1, in place. */
export function upgradeSchema(schema: Tree): void {
  // 3.0 ignores keywords beside a reference. `nullable` is an exception, because many documents rely on it.
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
  // An enum without null forbids null, as 3.0.3 clarified.
  else if (type !== undefined) schema['type'] = [...new Set([type, 'null'].flat())];
}

/** Before 3.1, a boolean beside a limit makes it exclusive. */
function upgradeLimit(schema: Tree, limit: string, exclusive: string): void {
  const isExclusive = schema[exclusive];
  if (typeof isExclusive !== 'boolean') return;
  delete schema[exclusive];
  if (!isExclusive || schema[limit] === undefined) return;
  schema[exclusive] = schema[limit];
  delete schema[limit];
}

/** Allows null besides the schema. `oneOf` would refuse a null that the schema also accepts. */
function orNull(schema: Tree): void {
  const rules: Tree = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(keyword) || keyword.startsWith('x-')) continue;
    rules[keyword] = value;
    delete schema[keyword];
  }
  schema['anyOf'] = [rules, { type: 'null' }];
}
