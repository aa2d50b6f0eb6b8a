import type { Service } from '../../../src/engine/service.ts';
import { createSessions } from '../../../src/engine/session/sessions.ts';
import type { Variant, VariantChoices } from '../../../src/engine/variant.ts';
import type { Mock } from '../../../src/index.ts';
import { combinationsOf } from './variant-combinations.ts';

/** An API in one combination of its variants, in a session of a mock. */
export interface VariantRow {
  /** `moocit`, or `moocit no-match=not-found list-form=sequence`. */
  readonly title: string;
  /** The API with the choices of the combination. */
  readonly service: Service;
  /** Absent for the defaults, which need no session. */
  readonly sessionId?: string;
}

/** Each API with its defaults, then without any default: each other choice is in one of the rows. */
export function farRows(mock: Mock): readonly VariantRow[] {
  return rowsOf(mock, (variants) => {
    const others = variants.map(({ name, choices, default: byDefault }) => {
      return { name, choices: choices.flatMap((choice) => (choice.name === byDefault ? [] : [choice.name])) };
    });
    const count = Math.max(...others.map(({ choices }) => choices.length));
    return Array.from({ length: count }, (_, row) =>
      Object.fromEntries(others.map(({ name, choices }) => [name, choices[row % choices.length] ?? ''])),
    );
  });
}

/** Each API with its defaults, with each other choice alone, and in combinations. */
export function pairRows(mock: Mock): readonly VariantRow[] {
  return rowsOf(mock, combinationsOf);
}

function rowsOf(
  mock: Mock,
  combine: (variants: readonly Variant[]) => readonly VariantChoices[],
): readonly VariantRow[] {
  return mock.services.flatMap((service): readonly VariantRow[] => [
    { title: service.name, service },
    ...combine(service.variants).map((choices) => rowOf(mock, service, choices)),
  ]);
}

function rowOf(mock: Mock, service: Service, given: VariantChoices): VariantRow {
  const { name } = service;
  const session = mock.session();
  session.setVariants({ [name]: given });
  const seen = createSessions({ now: mock.campus.now, clock: () => 0 }).default;
  const chosen = service.choose(given);
  seen.chooseVariants(name, chosen);
  const title = [name, ...Object.entries(given).map(([variant, choice]) => `${variant}=${choice}`)].join(' ');
  return {
    title,
    service: { ...service, api: service.apiFor(seen), choices: chosen.choices },
    sessionId: session.id,
  };
}
