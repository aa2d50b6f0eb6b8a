import type { OpenAPIV3_1 } from 'openapi-types';

import type { Contract } from '../contract.ts';
import { pointerTo } from '../document.ts';
import type { OperationOutline } from '../outline.ts';

/**
 * A path of an operation with something to show.
 *
 * @param shown a path of an operation that reads: its values stand for parameters of the same names. Any other parameter
 * has the first example that the contract shows, if it is a text, or stays in its braces.
 */
export function pathExampleOf(contract: Contract, { path, method }: OperationOutline, shown: string): string {
  const { reader } = contract;
  const at = pointerTo('#/paths', path, method.toLowerCase());
  const { parameters = [] } = reader.resolve<OpenAPIV3_1.OperationObject>({ $ref: at }, at).value;
  const examples = parameters.map((node): [string, unknown] => {
    const { value } = reader.resolve<OpenAPIV3_1.ParameterObject>(node, at);
    return [value.name, value.example ?? Object(Object.values(value.examples ?? {})[0]).value];
  });
  const match = contract.match('GET', shown.split('?')[0] ?? '');
  const known = { ...Object.fromEntries(examples), ...(match.kind === 'found' ? match.pathValues : {}) };
  return path.replaceAll(/\{([^}]*)\}/g, (braced, name: string) => {
    const value: unknown = known[name];
    return typeof value === 'string' ? encodeURIComponent(value) : braced;
  });
}
