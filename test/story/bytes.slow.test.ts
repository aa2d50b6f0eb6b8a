import { expect, test } from 'vitest';

import { createMock } from '../support/create-mock.ts';
import { serve } from '../support/processes/server-process.ts';

test('one seed gives the same bytes in another process, time zone and language', async () => {
  const zones = [
    { TZ: 'Pacific/Kiritimati', LANG: 'fi_FI.UTF-8', LC_ALL: 'fi_FI.UTF-8' },
    { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' },
  ];
  const [one, other] = await Promise.all(
    zones.map(async (env) => {
      await using server = await serve(['--seed', '7'], { env });
      const mock = createMock({ seed: 7 });
      const texts: string[] = [];
      for (const { name, api } of mock.services) {
        for (const { path, method } of mock.services
          .find((service) => service.name === name)
          ?.contract.operations.values() ?? []) {
          const target = path.includes('{') ? api.showcase.path : path;
          const answer = await fetch(`${server.url}/${name}${target}`, {
            method,
            headers: { ...api.personas[0]?.headers },
          });
          texts.push(await answer.text());
        }
      }
      return texts;
    }),
  );
  const count = createMock().services.reduce((sum, { contract }) => sum + contract.operations.size, 0);
  expect(one?.length).toBe(count);
  expect(other).toEqual(one);
});
