import { expect, test } from 'vitest';

import { createMock } from '../../support/create-mock.ts';

test.for([
  { api: 'moocit', persona: 'admin', digits: 6 },
  { api: 'stackone', persona: 'integrator', digits: 3 },
  { api: 'ispring', persona: 'owner', digits: 0 },
  { api: 'helsinki', persona: 'registrar', digits: 6 },
] as const)('all instants in the truth of $api have $digits digits', ({ api, persona, digits }) => {
  const rows = createMock({ learners: 20 }).campus.truth(api, persona);
  const instants = JSON.stringify(rows).match(/\d{4}-\d\d-\d\dT[^"]+/g) ?? [];
  expect(instants.length).toBeGreaterThan(5);
  for (const instant of instants) expect(/(?:\.(\d+))?Z$/.exec(instant)?.[1] ?? '').toHaveLength(digits);
});
