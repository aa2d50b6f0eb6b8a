import type { Tree } from './document-nodes.ts';

/** The keywords of a parameter of Swagger 2.0 that belong to its schema in 3.0. */
const OF_SCHEMA =
  'type format items default enum multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength ' +
  'pattern maxItems minItems uniqueItems nullable';

/** The schema of a parameter, a header, or their items. */
export function schemaOf(parameter: Tree): Tree {
  const { items, 'x-nullable': isNullable } = parameter;
  const own = OF_SCHEMA.split(' ').flatMap((keyword) =>
    keyword in parameter ? [[keyword, parameter[keyword]] as const] : [],
  );
  const schema: Tree = { ...Object.fromEntries(own), ...(isNullable === true ? { nullable: true } : {}) };
  if (schema['type'] === 'file') return { type: 'string', format: 'binary' };
  if (typeof items === 'object' && items !== null) schema['items'] = schemaOf({ ...items });
  return schema;
}

/** The styles of lists. OpenAPI 3 has no style with tabs, so `tabDelimited` is an internal name. */
const STYLES: Readonly<Record<string, Tree>> = {
  csv: { style: 'form', explode: false },
  ssv: { style: 'spaceDelimited', explode: false },
  tsv: { style: 'tabDelimited', explode: false },
  pipes: { style: 'pipeDelimited', explode: false },
  multi: { style: 'form', explode: true },
};

function styleOf({ type, in: place, collectionFormat = 'csv' }: Tree): Tree {
  if (type !== 'array') return {};
  const style = STYLES[String(collectionFormat)] ?? {};
  // In a path or a header, lists with commas have the style `simple`, and names can't be repeated.
  const isSimple = place === 'path' || place === 'header';
  return isSimple && style['style'] === 'form' ? { style: 'simple', explode: false } : style;
}

/** A parameter of a path, query or header. */
export function toParameter(parameter: Tree): Tree {
  const { 'x-example': example, schema, ...others } = parameter;
  const copied = Object.entries(others).filter(
    ([key]) => key.startsWith('x-') || ['name', 'in', 'description', 'required', 'allowEmptyValue'].includes(key),
  );
  return {
    ...Object.fromEntries(copied),
    ...styleOf(parameter),
    ...(example === undefined ? {} : { example }),
    schema: schema ?? schemaOf(parameter),
  };
}

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** Makes a request body from the fields of a form. */
export function formBody(fields: readonly Tree[], consumes: readonly string[]): Tree {
  const declared = consumes.filter((type) => [FORM, MULTIPART].includes(type.split(';')[0]?.trim() ?? ''));
  const hasFile = fields.some(({ type }) => type === 'file');
  const types = declared.length > 0 ? declared : [hasFile ? MULTIPART : FORM];
  const required = fields.flatMap((field) => (field['required'] === true ? [String(field['name'])] : []));
  const lists = fields
    .filter(({ type }) => type === 'array')
    .map((field) => [String(field['name']), styleOf(field)] as const);
  const properties = fields.map((field) => {
    const { description } = field;
    const schema = schemaOf(field);
    return [String(field['name']), typeof description === 'string' ? { description, ...schema } : schema];
  });
  const schema = { type: 'object', properties: Object.fromEntries(properties), required };
  const mediaOf = (type: string): Tree => {
    // Multipart always repeats the part for each item.
    const styled = type.startsWith(MULTIPART) ? lists.filter(([, style]) => style['explode'] !== true) : lists;
    return styled.length === 0 ? { schema } : { schema, encoding: Object.fromEntries(styled) };
  };
  return { required: required.length > 0, content: Object.fromEntries(types.map((type) => [type, mediaOf(type)])) };
}
