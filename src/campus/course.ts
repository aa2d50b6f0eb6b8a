import type { PinnedIds } from './pinned/pinned-ids.ts';

/** The language that a course is taught in. */
export type Language = 'en-US' | 'fi-FI' | 'sv-SE';

/** How a grade is shown: as a letter, as whole points from 0 to 5, or as passed or not. */
export type GradingScale = 'letters' | 'zero-to-five' | 'pass-fail';

/** A course that learners enrol in. */
export interface Course {
  readonly index: number;
  readonly title: string;
  /** Unique; a-z, 0-9 and `-` unless pinned. */
  readonly slug: string;
  /** Such as `TKT20001`. Two courses may share one. */
  readonly code: string;
  /** Unique; `course-v1:org+code+run` unless pinned. */
  readonly key: string;
  readonly language: Language;
  readonly gradingScale: GradingScale;
  /** Whether anything is graded. An ungraded course is passed by completing it. */
  readonly isScored: boolean;
  /** The lowest passing grade, 0 to 1 in hundredths. In an ungraded course it is 1 and applies to the progress. */
  readonly passRatio: number;
  readonly ids?: PinnedIds;
}
