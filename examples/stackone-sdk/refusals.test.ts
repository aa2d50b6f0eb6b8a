// StackOne's own SDK. Its users must handle the errors that it throws for refusals.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { StackOne } from '@stackone/stackone-client-ts';
import * as errors from '@stackone/stackone-client-ts/sdk/models/errors/index.js';
import { createMock } from 'lms-mock';
import type { MockSession } from 'lms-mock';

const mock = createMock({ port: 0, learners: 5 });
before(() => mock.listen());
after(() => mock.close());

const completion = { id: '123456', xAccountId: 'stackone-account' };

function sdkOf(session: MockSession, username = 'stackone-api-key'): StackOne {
  const { baseUrl: serverURL } = session.apis.stackone;
  return new StackOne({ serverURL, security: { username, password: '' }, retryConfig: { strategy: 'none' } });
}

test('a completion', async () => {
  const { completionResult } = await sdkOf(mock.session()).lms.getCompletion(completion);
  assert.equal(completionResult?.data.result?.value, 'Pass');
});

test('401: a wrong key', async () => {
  const asked = sdkOf(mock.session(), 'wrong-key').lms.getCompletion(completion);
  await assert.rejects(asked, errors.UnauthorizedResponse);
});

for (const { status, what, request, error } of [
  {
    status: 403,
    what: 'an account without permission',
    request: { xAccountId: 'stackone-forbidden-account' },
    error: errors.ForbiddenResponse,
  },
  { status: 404, what: 'an unknown completion', request: { id: 'nothing' }, error: errors.NotFoundResponse },
  {
    status: 412,
    what: 'a disabled account',
    request: { xAccountId: 'stackone-disabled-account' },
    error: errors.PreconditionFailedResponse,
  },
])
  test(`${status}: ${what}`, async () => {
    const asked = sdkOf(mock.session()).lms.getCompletion({ ...completion, ...request });
    await assert.rejects(asked, (thrown) => thrown instanceof error && thrown.statusCode === status);
  });

test('429: too many requests', async () => {
  const session = mock.session();
  session.on('getCompletion').reply({ status: 429 });
  await assert.rejects(sdkOf(session).lms.getCompletion(completion), errors.TooManyRequestsResponse);
});

test('with its retries the SDK waits, and sends the request again', async () => {
  const session = mock.session();
  const busy = session.on('getCompletion').sequence([{ status: 429 }, { status: 429 }]);
  const backoff = { initialInterval: 10, maxInterval: 50, exponent: 1.5, maxElapsedTime: 10_000 };
  const retries = { strategy: 'backoff', backoff, retryConnectionErrors: true } as const;
  const { completionResult } = await sdkOf(session).lms.getCompletion(completion, { retries });
  assert.equal(completionResult?.data.id, '123456');
  assert.equal(busy.callCount, 2);
});
