import { shortestBodyOf } from '../../contract/reply/body-example.ts';
import { pathExampleOf } from '../../contract/match/path-example.ts';
import type { Operation } from '../../contract/operation.ts';
import type { Service } from '../../engine/service.ts';

/** A request that an operation takes, without credentials. */
export interface ExampleRequest {
  readonly method: string;
  /** Below the base URL of the API. A parameter without an example stays in its braces. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Makes a request of the examples of an operation and of the API's showcase. */
export function exampleRequestOf({ contract, api }: Service, operation: Operation): ExampleRequest {
  const body = shortestBodyOf(contract, operation);
  return {
    method: operation.method,
    path: pathExampleOf(contract, operation, api.showcase.path),
    headers: { ...api.showcase.headers, ...(body === undefined ? {} : { 'content-type': body.mediaType }) },
    ...(body === undefined ? {} : { body: body.text }),
  };
}
