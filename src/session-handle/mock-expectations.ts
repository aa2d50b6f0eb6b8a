import type { Service } from '../engine/service.ts';
import type { Expectation } from '../engine/session/expectations.ts';
import type { Session } from '../engine/session/session.ts';
import { addExpectation } from './read-expectation.ts';

/** The violations and refusals that a session's test causes on purpose. */
export interface MockExpectations extends Iterable<Expectation> {
  /** @throws {OptionError} if it names an API or operation that is not served, or the session has too many. */
  add(expectation: Expectation): void;
  clear(): void;
}

export function createMockExpectations(
  session: Session,
  services: readonly Service[],
): MockExpectations & { add(expectation: unknown): void } {
  return {
    add: (expectation: unknown) => addExpectation(session, expectation, services),
    clear: () => session.expectations.clear(),
    *[Symbol.iterator]() {
      yield* session.expectations;
    },
  };
}
