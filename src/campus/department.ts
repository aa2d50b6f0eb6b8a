import type { PinnedIds } from './pinned/pinned-ids.ts';

/** A part of the organisation. Each learner belongs to one. */
export interface Department {
  readonly index: number;
  readonly name: string;
  readonly code: string;
  /** Absent for the root. */
  readonly parentIndex?: number;
  readonly managerLearnerIndex?: number;
  readonly ids?: PinnedIds;
}
