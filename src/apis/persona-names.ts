// Made from fixtures/personas.yaml by npm run generate. Do not edit.

/** The names of the built-in personas, by API. */
export interface BuiltInPersonas {
  readonly moocit: 'admin' | 'forbidden';
  readonly stackone: 'integrator';
  readonly ispring: 'owner' | 'administrator' | 'department-administrator' | 'publisher' | 'custom' | 'learner';
  readonly helsinki: 'registrar';
}
