import { StackOne } from '@stackone/stackone-client-ts';
import {
  ConflictResponse,
  NotFoundResponse,
  UnauthorizedResponse,
  UnprocessableEntityResponse,
} from '@stackone/stackone-client-ts/sdk/models/errors/index.js';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { apis } from '../../../src/apis/index.ts';
import { createMock } from '../../support/create-mock.ts';

/** The vendor's own SDK: what it makes of an answer is what its users see. */
const mock = createMock({ learners: 5, courses: 1, port: 0 });
beforeAll(() => mock.listen());
afterAll(() => mock.close());

const { choices } = apis.stackone.variants[0];
const vintages = choices.map(({ name }) => name);

function clientOf(vintage: (typeof vintages)[number], username = 'stackone-api-key'): StackOne {
  const session = mock.session();
  session.setVariants({ stackone: { vintage } });
  const { baseUrl: serverURL } = session.apis.stackone;
  return new StackOne({ serverURL, security: { username, password: '' }, retryConfig: { strategy: 'none' } });
}

const wanted = { id: '123456', xAccountId: 'stackone-account' };

for (const vintage of vintages) {
  test.for([
    { status: 409, type: ConflictResponse },
    { status: 422, type: UnprocessableEntityResponse },
  ])(`throws its typed error for Prefer: code=$status in the vintage ${vintage}`, async ({ status, type }) => {
    const asked = clientOf(vintage).lms.getCompletion(wanted, { headers: { Prefer: `code=${status}` } });
    const error: unknown = await asked.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ statusCode: status, timestamp: expect.any(Date) });
  });

  test(`reads a completion, and throws its typed errors for what is refused, in the vintage ${vintage}`, async () => {
    const { lms } = clientOf(vintage);
    const { completionResult } = await lms.getCompletion(wanted);
    expect(completionResult?.data.result?.value).toBe('Pass');
    await expect(lms.getCompletion({ ...wanted, id: 'nothing' })).rejects.toBeInstanceOf(NotFoundResponse);
    await expect(clientOf(vintage, 'x').lms.getCompletion(wanted)).rejects.toBeInstanceOf(UnauthorizedResponse);
  });
}
