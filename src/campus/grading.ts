/** How a course grades. */
export interface Grading {
  readonly gradingScale: string;
  readonly isScored: boolean;
  readonly passRatio: number;
}

/** The part of the grading that decides on points. */
type PassMark = Pick<Grading, 'passRatio'>;

/** Whole points for a grade: 0 if it fails, otherwise 1 to 5 in even steps from the pass mark up. */
export function pointsOf(gradeRatio: number, { passRatio }: PassMark): number {
  if (gradeRatio < passRatio) return 0;
  return 1 + Math.min(4, Math.floor(((gradeRatio - passRatio) / (1.01 - passRatio)) * 5));
}

/** A grade, in hundredths of 1, that gives these points; undefined if no grade does. */
export function gradeRatioOf(gradePoints: number, grading: PassMark): number | undefined {
  for (let percent = 100; percent >= 0; percent -= 1) {
    if (pointsOf(percent / 100, grading) === gradePoints) return percent / 100;
  }
  return undefined;
}
