import type { EnrolmentOutcome } from '../names/awkward.ts';
import type { Grading } from '../grading.ts';
import { draw, pick } from '../hash.ts';
import { TRAIT } from './trait.ts';

/** The course of events of an enrolment. Times and grades are drawn separately. */
export interface Plot {
  readonly begins: boolean;
  /** Reaches the end of the course, which is the exam. */
  readonly finishes: boolean;
  readonly passesExam: boolean;
  /** Only after a failed exam. */
  readonly resits: boolean;
  readonly passesResit: boolean;
  /** A passed course is reopened: grade and progress drop. */
  readonly reopens: boolean;
  readonly retakes: boolean;
  readonly passesRetake: boolean;
  /** Withdraws; never after a pass. It may happen midway, and then no later event happens. */
  readonly withdraws: boolean;
  /** Whether a first attempt may precede the exam. */
  readonly allowsTrial: boolean;
  /** The grade of the exam in hundredths; drawn if undefined. */
  readonly examPercent: number | undefined;
}

const NEVER_BEGINS: Plot = {
  begins: false,
  finishes: false,
  passesExam: false,
  resits: false,
  passesResit: false,
  reopens: false,
  retakes: false,
  passesRetake: false,
  withdraws: false,
  allowsTrial: true,
  examPercent: undefined,
};
const GIVES_UP: Plot = { ...NEVER_BEGINS, begins: true };
const FAILS: Plot = { ...GIVES_UP, finishes: true };
const RESITS: Plot = { ...FAILS, resits: true };
const PASSES: Plot = { ...FAILS, passesExam: true };
const REOPENS: Plot = { ...PASSES, reopens: true };
const RETAKES: Plot = { ...REOPENS, retakes: true };

type Share = readonly [perThousand: number, plot: Plot];

// One in ten never begins, two in ten give up. One in four of these withdraws.
const UNFINISHED: readonly Share[] = [
  [75, NEVER_BEGINS],
  [25, { ...NEVER_BEGINS, withdraws: true }],
  [150, GIVES_UP],
  [50, { ...GIVES_UP, withdraws: true }],
];

// Three of four attempts pass. Seven of ten who fail try once more. Four in a hundred courses that are passed at once
// are reopened, and three of four of those are retaken.
const GRADED = dealt([
  ...UNFINISHED,
  [504, PASSES],
  [5, REOPENS],
  [4, RETAKES],
  [12, { ...RETAKES, passesRetake: true }],
  [92, { ...RESITS, passesResit: true }],
  [23, RESITS],
  [8, { ...RESITS, withdraws: true }],
  [39, FAILS],
  [13, { ...FAILS, withdraws: true }],
]);

/** An ungraded course is never failed. */
const UNGRADED = dealt([...UNFINISHED, [672, PASSES], [7, REOPENS], [21, { ...RETAKES, passesRetake: true }]]);

/** A table of a thousand plots, so that one draw selects one. The order of the shares is part of the seeded output. */
function dealt(shares: readonly Share[]): readonly Plot[] {
  return shares.flatMap(([perThousand, plot]) => Array.from({ length: perThousand }, () => plot));
}

/** The plots of awkward learners, by their outcome. */
export const AWKWARD_PLOTS: Readonly<Record<EnrolmentOutcome, Plot>> = {
  passes: { ...PASSES, allowsTrial: false },
  'passes-on-leap-day': { ...PASSES, allowsTrial: false },
  'scores-full-marks': { ...PASSES, allowsTrial: false, examPercent: 100 },
  'scores-zero': { ...FAILS, allowsTrial: false, examPercent: 0 },
  'is-never-graded': { ...GIVES_UP, allowsTrial: false },
};

/** Draws the plot of an enrolment. */
export function plotOf(hash: number, { isScored }: Grading): Plot {
  return pick(isScored ? GRADED : UNGRADED, draw(hash, TRAIT.plot));
}
