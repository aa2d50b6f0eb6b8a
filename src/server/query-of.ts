import type { Request } from 'express';

import { pathOf } from './mounts.ts';

/** The query of a request to the control API. */
export function queryOf({ url }: Request): URLSearchParams {
  return new URLSearchParams(url.slice(pathOf(url).length + 1));
}
