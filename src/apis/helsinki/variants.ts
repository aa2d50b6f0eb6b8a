import type { ChoicesOf } from '../../engine/variant.ts';

/** Where the university's page, its server's source and the versions of that source differ. */
export const variants = [
  {
    name: 'no-rows',
    question: 'What is sent where there is no completion?',
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
        meaning: 'The single character ], which is no JSON.',
        source:
          "the server's source, domain/csv_export: the opening bracket is sent with the first row; a public client has met it",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'course-id',
    question: "Which completions does a course's id give?",
    default: 'all-modules',
    choices: [
      {
        name: 'all-modules',
        meaning: 'Those of all its modules, as its slug does.',
        source: 'the page: completions from all modules in a course',
        provenance: 'documented',
      },
      {
        name: 'default-module',
        meaning:
          'Those of its default module. Here a seeded course has a second module, with a third of its learners (assumed).',
        source: "the server's source, controllers/study_registry/completions.rs",
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'unknown-name',
    question: "What answers a slug or a code that is no course's?",
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
        meaning: 'A 404, as for an id that is none.',
        source: 'the page is silent; a public client expects the 404, and takes it for no completions',
        provenance: 'observed',
      },
    ],
  },
  {
    name: 'broken-stream',
    question:
      'What follows the rows where the server fails in the middle of them? Seen only with a fault that has it fail.',
    default: 'message',
    choices: [
      {
        name: 'message',
        meaning: 'The message of the error, and nothing behind it.',
        source: 'the page: an error message will be appended to the end of the broken stream output',
        provenance: 'documented',
      },
      {
        name: 'message-and-bracket',
        meaning: 'The message of the error, and the closing bracket.',
        source: "the server's source, domain/csv_export: the bracket is sent whatever came before",
        provenance: 'observed',
      },
      {
        name: 'nothing',
        meaning: 'Nothing: the array is left open.',
        source: "the server's source of 2022",
        provenance: 'observed',
      },
    ],
  },
] as const;

export type HelsinkiChoices = ChoicesOf<typeof variants>;
