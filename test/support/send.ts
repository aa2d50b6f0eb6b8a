import request from 'supertest';

import type { Mock } from '../../src/index.ts';

/** Starts a request with the method of an operation. */
export function send({ app }: Mock, method: string, path: string): request.Test {
  const agent = request(app);
  if (method === 'DELETE') return agent.delete(path);
  return method === 'POST' ? agent.post(path) : agent.get(path);
}
