import type { ChoicesOf } from '../../../../src/engine/variant.ts';

export const variants = [
  {
    name: 'unknown-course',
    question: 'What answers an unknown course?',
    default: 'empty',
    choices: [
      { name: 'empty', meaning: 'No rows.', source: 'no such vendor exists', provenance: 'assumed' },
      { name: 'not-found', meaning: 'A 404.', source: 'no such vendor exists', provenance: 'assumed' },
    ],
  },
] as const;

export type GradebookChoices = ChoicesOf<typeof variants>;
