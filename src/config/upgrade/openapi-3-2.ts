import { isTree, nodesOf, resolveIn } from './document-nodes.ts';
import type { DocumentNode, Tree } from './document-nodes.ts';

/** Converts a document of 3.2 to 3.1, in place, as far as 3.1 has equivalent keywords. */
export function upgradeFrom3_2(document: Tree): void {
  const nodes = nodesOf(document);
  for (const { value } of nodes) inlineMediaTypes(document, value);
  for (const node of nodes) upgradeNode(node);
}

/** Replaces references to media types with their targets. */
function inlineMediaTypes(document: Tree, { content }: Tree): void {
  if (!isTree(content)) return;
  for (const [name, mediaType] of Object.entries(content)) {
    const target = resolveIn(document, mediaType);
    if (target?.pointer !== undefined) content[name] = target.value;
  }
}

function upgradeNode({ kind, value }: DocumentNode): void {
  if (kind === 'parameter') upgradeQuery(value);
  if (kind === 'mediaType') upgradeItems(value);
  if (kind === 'example') upgradeExample(value);
  if (kind === 'schema') upgradeXml(value);
}

/** Converts a query that is a whole form to an object whose members are the parameters. */
function upgradeQuery(parameter: Tree): void {
  if (parameter['in'] !== 'querystring' || !isTree(parameter['content'])) return;
  const [[name, mediaType] = []] = Object.entries(parameter['content']);
  if (name?.startsWith('application/x-www-form-urlencoded') !== true || !isTree(mediaType)) return;
  delete parameter['content'];
  Object.assign(parameter, { in: 'query', style: 'form', explode: true, schema: mediaType['schema'] ?? {} });
}

/** Describes a sequence as a list of its items. */
function upgradeItems(mediaType: Tree): void {
  const { itemSchema, schema } = mediaType;
  if (itemSchema === undefined) return;
  const list = { type: 'array', items: itemSchema };
  mediaType['schema'] = schema === undefined ? list : { allOf: [schema, list] };
}

function upgradeExample(example: Tree): void {
  const { dataValue, serializedValue } = example;
  if ('value' in example) return;
  if (dataValue !== undefined) example['value'] = dataValue;
  else if (serializedValue !== undefined) example['value'] = serializedValue;
}

function upgradeXml({ xml, type }: Tree): void {
  if (!isTree(xml)) return;
  if (xml['nodeType'] === 'attribute') xml['attribute'] = true;
  if (xml['nodeType'] === 'element' && type === 'array') xml['wrapped'] = true;
}
