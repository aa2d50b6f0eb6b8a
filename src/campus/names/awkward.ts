import type { SpelledName } from './hand-listed-words.ts';

/** The outcome of an awkward learner's first enrolment, for any seed. */
export type EnrolmentOutcome =
  | 'passes'
  | 'passes-on-leap-day'
  | 'scores-zero'
  | 'is-never-graded'
  | 'scores-full-marks';

/** The kinds of awkward learners, in the order of their indexes. */
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

/** One kind of awkwardness. */
export type AwkwardLabel = (typeof AWKWARD_LABELS)[number];

/** A learner of the awkward cohort, and the outcome of the first enrolment. */
export interface AwkwardLearner {
  readonly label: AwkwardLabel;
  readonly given: SpelledName;
  readonly family: SpelledName;
  readonly locale: string;
  readonly outcome: EnrolmentOutcome;
}

const NO_NAME: SpelledName = { text: '', latin: '' };
const ALEX: SpelledName = { text: 'Alex', latin: 'alex' };
const KORHONEN: SpelledName = { text: 'Korhonen', latin: 'korhonen' };

/** The cohort: the first seeded learners, in this order, for every seed. */
export const AWKWARD_LEARNERS: readonly AwkwardLearner[] = [
  {
    label: 'single-letter-name',
    given: { text: 'Q', latin: 'q' },
    family: NO_NAME,
    locale: 'en-US',
    outcome: 'passes',
  },
  {
    label: 'long-name',
    // 99 characters, a space, 100 characters.
    given: { text: 'Maximiliana'.repeat(9), latin: 'maximiliana' },
    family: { text: 'Featherston'.repeat(9).concat('e'), latin: 'featherst' },
    locale: 'en-US',
    outcome: 'passes',
  },
  {
    label: 'diacritics',
    given: { text: 'Õnne-Åsa', latin: 'onneasa' },
    family: { text: 'Pärtelpüü-Sjöö', latin: 'partelpuu' },
    locale: 'et-EE',
    outcome: 'passes',
  },
  {
    label: 'right-to-left',
    given: { text: 'عبد الرحمن', latin: 'abdalrahman' },
    family: { text: 'الحسيني', latin: 'alhusayni' },
    locale: 'ar',
    outcome: 'passes',
  },
  {
    label: 'emoji',
    given: { text: 'Zoë 🦊', latin: 'zoe' },
    family: { text: '👩‍🚀 Starr', latin: 'starr' },
    locale: 'en-US',
    outcome: 'passes',
  },
  {
    label: 'apostrophe-and-ampersand',
    given: { text: "D'Arcy & <Jo>", latin: 'darcyjo' },
    family: { text: "O'Neill", latin: 'oneill' },
    locale: 'en-US',
    outcome: 'passes',
  },
  { label: 'same-name', given: ALEX, family: KORHONEN, locale: 'fi-FI', outcome: 'passes' },
  { label: 'same-name-again', given: ALEX, family: KORHONEN, locale: 'fi-FI', outcome: 'passes' },
  {
    label: 'leap-day',
    given: { text: 'Julia', latin: 'julia' },
    family: { text: 'Karkaus', latin: 'karkaus' },
    locale: 'fi-FI',
    outcome: 'passes-on-leap-day',
  },
  {
    label: 'zero-grade',
    given: { text: 'Nils', latin: 'nils' },
    family: { text: 'Noll', latin: 'noll' },
    locale: 'sv-SE',
    outcome: 'scores-zero',
  },
  {
    label: 'no-grade',
    given: { text: 'Nora', latin: 'nora' },
    family: { text: 'Blank', latin: 'blank' },
    locale: 'en-US',
    outcome: 'is-never-graded',
  },
  {
    label: 'full-marks',
    given: { text: 'Hanna', latin: 'hanna' },
    family: { text: 'Hundert', latin: 'hundert' },
    locale: 'de-DE',
    outcome: 'scores-full-marks',
  },
];
