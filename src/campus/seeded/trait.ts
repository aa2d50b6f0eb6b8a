/**
 * The draws of an enrolment. A number never changes its meaning: a new trait gets a new number, so that existing seeds
 * keep their campus.
 */
export const TRAIT = {
  enrolment: 0,
  plot: 1,
  startDelay: 2,
  stepCount: 3,
  stepLength: 4,
  progressScale: 5,
  stepsMade: 6,
  hasTrial: 7,
  trialStep: 8,
  trialGrade: 9,
  examDelay: 10,
  examGrade: 11,
  resitDelay: 12,
  resitGrade: 13,
  reopenDelay: 14,
  reopenedGrade: 15,
  reopenedStep: 16,
  retakeDelay: 17,
  retakeGrade: 18,
  isRevisited: 19,
  revisitDelay: 20,
  withdrawDelay: 21,
  leapTime: 22,
} as const;
