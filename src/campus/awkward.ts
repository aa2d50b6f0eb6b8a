import type { SpelledName } from './hand-listed-words.ts';

/** What an awkward learner's first enrolment must hold, whatever else the seed says. */
export type EnrolmentOutcome = 'passes' | 'passes-on-leap-day' | 'scores-zero' | 'is-never-graded' | 'scores-full-marks';

/** What can be awkward about a learner, in the order of the learners that are. */
export const AWKWARD_LABELS = [
  'single-letter-name',
  'long-name',
  'diacritics',
  'right-to-left',
  'emoji',
  'apostrophe-and-ampersand',
  'same-name',
  'same-name-again',
  'leap-day',
  'zero-grade',
  'no-grade',
  'full-marks',
] as const;

export type AwkwardLabel = (typeof AWKWARD_LABELS)[number];

export interface AwkwardLearner {
  readonly label: AwkwardLabel;
  readonly givenName: SpelledName;
  readonly familyName: SpelledName;
  readonly locale: string;
  readonly outcome: EnrolmentOutcome;
}

const NO_NAME: SpelledName = { text: '', latin: '' };
const ALEX: SpelledName = { text: 'Alex', latin: 'alex' };
const KORHONEN: SpelledName = { text: 'Korhonen', latin: 'korhonen' };

/** The cohort, in the order of the first seeded indexes: the same for each seed. */
export const AWKWARD_LEARNERS: readonly AwkwardLearner[] = [
  { label: 'single-letter-name', givenName: { text: 'Q', latin: 'q' }, familyName: NO_NAME, locale: 'en-US', outcome: 'passes' },
  {
    label: 'long-name',
    // 99 characters, a space, 100 characters.
    givenName: { text: 'Maximiliana'.repeat(9), latin: 'maximiliana' },
    familyName: { text: 'Featherston'.repeat(9).concat('e'), latin: 'featherst' },
    locale: 'en-US',
    outcome: 'passes',
  },
  {
    label: 'diacritics',
    givenName: { text: 'Õnne-Åsa', latin: 'onneasa' },
    familyName: { text: 'Pärtelpüü-Sjöö', latin: 'partelpuu' },
    locale: 'et-EE',
    outcome: 'passes',
  },
  {
    label: 'right-to-left',
    givenName: { text: 'عبد الرحمن', latin: 'abdalrahman' },
    familyName: { text: 'الحسيني', latin: 'alhusayni' },
    locale: 'ar',
    outcome: 'passes',
  },
  { label: 'emoji', givenName: { text: 'Zoë 🦊', latin: 'zoe' }, familyName: { text: '👩‍🚀 Starr', latin: 'starr' }, locale: 'en-US', outcome: 'passes' },
  {
    label: 'apostrophe-and-ampersand',
    givenName: { text: "D'Arcy & <Jo>", latin: 'darcyjo' },
    familyName: { text: "O'Neill", latin: 'oneill' },
    locale: 'en-US',
    outcome: 'passes',
  },
  { label: 'same-name', givenName: ALEX, familyName: KORHONEN, locale: 'fi-FI', outcome: 'passes' },
  { label: 'same-name-again', givenName: ALEX, familyName: KORHONEN, locale: 'fi-FI', outcome: 'passes' },
  {
    label: 'leap-day',
    givenName: { text: 'Julia', latin: 'julia' },
    familyName: { text: 'Karkaus', latin: 'karkaus' },
    locale: 'fi-FI',
    outcome: 'passes-on-leap-day',
  },
  {
    label: 'zero-grade',
    givenName: { text: 'Nils', latin: 'nils' },
    familyName: { text: 'Noll', latin: 'noll' },
    locale: 'sv-SE',
    outcome: 'scores-zero',
  },
  {
    label: 'no-grade',
    givenName: { text: 'Nora', latin: 'nora' },
    familyName: { text: 'Blank', latin: 'blank' },
    locale: 'en-US',
    outcome: 'is-never-graded',
  },
  {
    label: 'full-marks',
    givenName: { text: 'Hanna', latin: 'hanna' },
    familyName: { text: 'Hundert', latin: 'hundert' },
    locale: 'de-DE',
    outcome: 'scores-full-marks',
  },
];
