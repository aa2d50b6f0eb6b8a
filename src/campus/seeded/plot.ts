import type { EnrolmentOutcome } from '../names/awkward.ts';
import type { Grading } from '../grading.ts';
import { draw, pick } from '../hash.ts';
import { TRAIT } from './trait.ts';

/** How an enrolment goes; when, and with which grades, is drawn beside it. */
export interface Plot {
  readonly begins: boolean;
  /** Gets to the end of the course, which is its exam. */
  readonly finishes: boolean;
  readonly passesExam: boolean;
  /** Only after a failed exam. */
  readonly resits: boolean;
  readonly passesResit: boolean;
  /** A passed course is opened again: grade and progress sink. */
  readonly reopens: boolean;
  readonly retakes: boolean;
  readonly passesRetake: boolean;
  /** Never after a pass. Midway, maybe: nothing of the rest happens then. */
  readonly withdraws: boolean;
  /** Whether a first try may come before the exam. */
  readonly allowsTrial: boolean;
  /** The grade of the exam in hundredths, where it isn't drawn. */
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

// One in ten never begins, two give up on the way. Of four that never pass, one withdraws.
const UNFINISHED: readonly Share[] = [
  [75, NEVER_BEGINS],
  [25, { ...NEVER_BEGINS, withdraws: true }],
  [150, GIVES_UP],
  [50, { ...GIVES_UP, withdraws: true }],
];

// Three of four pass, whichever attempt it is. Seven of ten that fail try once more. Four in a hundred that pass at once
// are opened again, and three of four of those are taken again.
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

/** Where nothing is graded, nothing is failed. */
const UNGRADED = dealt([...UNFINISHED, [672, PASSES], [7, REOPENS], [21, { ...RETAKES, passesRetake: true }]]);

/** One plot for each in a thousand, so that one draw finds it. Who has which hangs on the order of the shares. */
function dealt(shares: readonly Share[]): readonly Plot[] {
  return shares.flatMap(([perThousand, plot]) => Array.from({ length: perThousand }, () => plot));
}

/** What an awkward learner is there to show. */
export const AWKWARD_PLOTS: Readonly<Record<EnrolmentOutcome, Plot>> = {
  passes: { ...PASSES, allowsTrial: false },
  'passes-on-leap-day': { ...PASSES, allowsTrial: false },
  'scores-full-marks': { ...PASSES, allowsTrial: false, examPercent: 100 },
  'scores-zero': { ...FAILS, allowsTrial: false, examPercent: 0 },
  'is-never-graded': { ...GIVES_UP, allowsTrial: false },
};

/** The plot that is drawn for an enrolment. */
export function plotOf(hash: number, { isScored }: Grading): Plot {
  return pick(isScored ? GRADED : UNGRADED, draw(hash, TRAIT.plot));
}
