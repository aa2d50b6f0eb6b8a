import request from 'supertest';

import type { Mock } from '../../src/index.ts';

/** Starts a request with the method of an operation. */
export function send({ app }: Mock, method: string, path: string): request.Test {
  const agent = request(app);
  if (method === 'GET') return agent.get(path);
  if (method === 'POST') return agent.post(path);
  if (method === 'DELETE') return agent.delete(path);
  throw new Error(`No operation of the APIs has the method ${method}.`);
}
