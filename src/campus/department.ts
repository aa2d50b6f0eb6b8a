import type { PinnedIds } from './pinned/pinned-ids.ts';

/** A part of the organisation; learners belong to one each. */
export interface Department {
  readonly index: number;
  readonly name: string;
  readonly code: string;
  /** Absent at the root. */
  readonly parentIndex?: number;
  readonly managerLearnerIndex?: number;
  readonly ids?: PinnedIds;
}
