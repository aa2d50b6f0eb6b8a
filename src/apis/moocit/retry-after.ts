import type { RetryAfter } from '../../engine/reply/retry-after.ts';

/** The sentence of Django REST framework's Throttled, in both families of refusals. */
export const retryAfter: RetryAfter = {
  fields: (seconds) => {
    const sentence = `Request was throttled. Expected available in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
    return { detail: sentence, developer_message: sentence };
  },
  secondsIn: (body) => {
    for (const sentence of Object.values(body)) {
      const [, seconds] =
        /^Request was throttled\. Expected available in (\d+) seconds?\.$/.exec(String(sentence)) ?? [];
      if (seconds !== undefined) return Number(seconds);
    }
    return undefined;
  },
};
