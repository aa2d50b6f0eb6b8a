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
 * The complete definition of a vendor's API, besides its document specs/<name>.yaml. A new API is a folder with one of these
 * and its line in `index.ts`, which derives the rest from it.
 *
 * @typeParam N The name, which is also the path of the API: `/moocit`.
 * @typeParam F Its part of personas.yaml.
 * @typeParam V Its variants.
 * @typeParam T The records that a correct client must have in the end.
 * @typeParam O The values of each operation, by operationId: the generated type.
 * @typeParam P A caller.
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
  /** The vendor's name in a sentence. */
  readonly vendor: string;
  readonly variants: V;
  /** The secrets of the personas, which must be unique. */
  secretsOf(facts: F): readonly PersonaSecret[];
  /** Finds problems of personas that conform to the schema. Absent if the schema checks everything. */
  problemsOf?(facts: F, campus: Campus): readonly FixtureProblem[];
  /** Makes the API for a time of the campus and for choices of its variants. */
  createApi(campus: Campus, facts: F, choices: ChoicesOf<V>): VendorApi<P, O>;
  /** Makes the truth of the API, independently of its projection. */
  createTruth(campus: Campus, facts: F, choices: ChoicesOf<V>): T;
}

/** An API with a handler for each of its operations, with the types of the document. */
export type VendorApi<P extends Persona, O> = Api<P> & { readonly operations: Handlers<P, O> };

/** An API's part of personas.yaml. */
export interface PersonaFacts {
  readonly personas: Readonly<Record<string, object>>;
}

/** The ids of an API, and the records that a correct client must have in the end. Reads the campus, not the projection. */
export interface Truth {
  /** The ids of a learner in the API. */
  learnerIds(learner: Learner): object;
  courseIds(course: Course): object;
  /** The ids of an enrolment. Has no members if the API has no such ids. */
  enrolmentIds(enrolment: Enrolment): object;
  learnerIndexOf(id: string): number | undefined;
  courseIndexOf(id: string): number | undefined;
  /** The records that a persona can read. Empty if it is refused. */
  rows(persona: string): Walk<TruthRow>;
}

/** The record of one row of an API, independent of its format. */
export interface TruthRow {
  readonly person: { readonly id: string };
  readonly course: { readonly id: string };
}
