import type { OpenAPIV3_1 } from 'openapi-types';

import type { Contract } from '../contract.ts';
import { pointerTo } from '../document.ts';
import type { OperationOutline } from '../outline.ts';

/**
 * An example path of an operation, with the query parameters that it requires.
 *
 * @param shown An example path of a reading operation. Its values are used for parameters with the same names. Any other
 * parameter gets its first example in the contract, if that is a text, or stays in braces.
 */
export function pathExampleOf(contract: Contract, { path, method }: OperationOutline, shown: string): string {
  const { reader } = contract;
  const at = pointerTo('#/paths', path, method.toLowerCase());
  const { parameters = [] } = reader.resolve<OpenAPIV3_1.OperationObject>({ $ref: at }, at).value;
  const required = new URLSearchParams();
  const examples = parameters.map((node): [string, unknown] => {
    const { value } = reader.resolve<OpenAPIV3_1.ParameterObject>(node, at);
    const example: unknown = value.example ?? Object(Object.values(value.examples ?? {})[0]).value;
    if (value.in === 'query' && value.required === true && typeof example === 'string')
      required.set(value.name, example);
    return [value.name, example];
  });
  const match = contract.match('GET', shown.split('?')[0] ?? '');
  const known = { ...Object.fromEntries(examples), ...(match.kind === 'found' ? match.pathValues : {}) };
  const filled = path.replaceAll(/\{([^}]*)\}/g, (braced, name: string) => {
    const value: unknown = known[name];
    return typeof value === 'string' ? encodeURIComponent(value) : braced;
  });
  return required.size === 0 ? filled : `${filled}?${required.toString()}`;
}
