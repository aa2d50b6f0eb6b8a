import { readYamlFile } from '../config/yaml-file.ts';
import { specFileOf } from '../config/contracts.ts';
import { ruleSchema } from '../engine/rule-schema.ts';

let document: object | undefined;

/** The OpenAPI document of the control API: specs/control.yaml, with the schema by which rules are read. */
export function controlDocument(): object {
  document ??= withRules(Object(readYamlFile(specFileOf('control')).value));
  return document;
}

function withRules(read: object): object {
  const components: object = Object(Reflect.get(read, 'components'));
  const schemas: object = Object(Reflect.get(components, 'schemas'));
  return { ...read, components: { ...components, schemas: { ...schemas, Rule: ruleSchema } } };
}
