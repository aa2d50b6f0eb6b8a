import { createRequire } from 'node:module';
import type Express from 'express';
import type GetRawBody from 'raw-body';

const load = createRequire(import.meta.url);

/** Loads Express, which takes a third of the time of a start, when a mock is first used as a server. */
export function loadExpress(): typeof Express {
  const express: typeof Express = load('express');
  return express;
}

/** Loads the reader of bodies, which Express has loaded by then. */
export function loadRawBody(): typeof GetRawBody {
  const getRawBody: typeof GetRawBody = load('raw-body');
  return getRawBody;
}
