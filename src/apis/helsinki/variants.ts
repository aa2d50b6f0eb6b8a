import type { ChoicesOf } from '../../engine/variant.ts';

/** The differences between the university's page, its server's source and the versions of that source. */
export const variants = [
  {
    name: 'no-rows',
    question: 'What is the body without completions?',
    default: 'array',
    choices: [
      {
        name: 'array',
        meaning: 'An empty array, [].',
        source: 'the page: the endpoint returns an array; the source of 2022 wrote one',
        provenance: 'documented',
      },
      {
        name: 'bracket',
        meaning: 'The single character ], which is not JSON.',
        source:
          "the server's source, domain/csv_export: the opening bracket is sent with the first row; a public client has met it",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'course-id',
    question: 'Which completions does a request by course id return?',
    default: 'all-modules',
    choices: [
      {
        name: 'all-modules',
        meaning: 'The completions of all modules, as a request by slug.',
        source: 'the page: completions from all modules in a course',
        provenance: 'documented',
      },
      {
        name: 'default-module',
        meaning:
          'The completions of the default module. A seeded course has a second module with a third of its learners (assumed).',
        source: "the server's source, controllers/study_registry/completions.rs",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'unknown-name',
    question: 'What is the answer to an unknown slug or code?',
    default: 'empty',
    choices: [
      {
        name: 'empty',
        meaning: 'A 200 without completions.',
        source: "the server's source, models/course_modules.rs: no module, so no row",
        provenance: 'observed',
      },
      {
        name: 'not-found',
        meaning: 'A 404, as for an unknown id.',
        source: 'the page is silent; a public client expects the 404, and reads it as no completions',
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'broken-stream',
    question:
      'What follows the rows if the server fails in the middle of a stream? Only the fault stream-error causes this.',
    default: 'message',
    choices: [
      {
        name: 'message',
        meaning: 'The error message only.',
        source: 'the page: an error message will be appended to the end of the broken stream output',
        provenance: 'documented',
      },
      {
        name: 'message-and-bracket',
        meaning: 'The error message and the closing bracket.',
        source: "the server's source, domain/csv_export: the closing bracket is always sent",
        provenance: 'observed',
      },
      {
        name: 'nothing',
        meaning: 'Nothing. The array is not closed.',
        source: "the server's source of 2022",
        provenance: 'observed',
      },
    ],
  },
] as const;

export type HelsinkiChoices = ChoicesOf<typeof variants>;
