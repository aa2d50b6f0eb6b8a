import type { Campus } from '../campus/campus.ts';
import type { Course } from '../campus/course.ts';
import type { Enrolment } from '../campus/enrolment.ts';
import type { FixtureProblem } from '../campus/fixture/fixture-error.ts';
import type { Learner } from '../campus/learner.ts';
import type { Api, Handlers, Persona } from '../engine/api.ts';
import type { PersonaSecret } from '../engine/caller/persona-secret.ts';
import type { ChoicesOf, Variant } from '../engine/variant.ts';
import type { Walk } from '../walk.ts';

/**
 * All there is to a vendor's API, besides its document specs/<name>.yaml. A new API is a folder with one of these and its
 * line in `index.ts`, which derives the rest from it.
 *
 * @typeParam N the name, below which the API stands: `/moocit`.
 * @typeParam F its part of personas.yaml.
 * @typeParam V what its documents leave open.
 * @typeParam T what a correct client ends up with.
 * @typeParam O the values of each operation, by operationId: the generated type.
 * @typeParam P a caller.
 */
export interface ApiDefinition<
  N extends string,
  F extends PersonaFacts,
  V extends readonly Variant[],
  T extends Truth,
  O,
  P extends Persona = Persona,
> {
  readonly name: N;
  /** The vendor's name, as it stands in a sentence. */
  readonly vendor: string;
  readonly variants: V;
  /** What no two personas may share. */
  secretsOf(facts: F): readonly PersonaSecret[];
  /** Finds what is wrong with personas that fit the schema. Absent where that says all. */
  problemsOf?(facts: F, campus: Campus): readonly FixtureProblem[];
  /** Makes the API of a moment, in one reading of the vendor's documents. */
  createApi(campus: Campus, facts: F, choices: ChoicesOf<V>): VendorApi<P, O>;
  /** Makes what the API tells of the campus, by rules of its own. */
  createTruth(campus: Campus, facts: F, choices: ChoicesOf<V>): T;
}

/** An API that has a handler for each of its operations, typed as the document says. */
export type VendorApi<P extends Persona, O> = Api<P> & { readonly operations: Handlers<P, O> };

/** An API's part of personas.yaml: its callers, and more. */
export interface PersonaFacts {
  readonly personas: Readonly<Record<string, object>>;
}

/** What an API calls things, and what a correct client of it must end up knowing. Reads the campus, not the projection. */
export interface Truth {
  /** The ids under which the API knows a learner. */
  learnerIds(learner: Learner): object;
  courseIds(course: Course): object;
  /** Those of a learner in a course; no members where the API has none. */
  enrolmentIds(enrolment: Enrolment): object;
  learnerIndexOf(id: string): number | undefined;
  courseIndexOf(id: string): number | undefined;
  /** What a persona can come to know; nothing where it is refused. */
  rows(persona: string): Walk<TruthRow>;
}

/** What one row of an API tells, once it has been understood. */
export interface TruthRow {
  readonly person: { readonly id: string };
  readonly course: { readonly id: string };
}
