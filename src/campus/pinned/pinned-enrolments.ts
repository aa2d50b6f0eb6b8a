import type { Course } from '../course.ts';
import type { Courses } from '../courses.ts';
import { enrolmentWith } from '../enrolment.ts';
import type { Enrolment } from '../enrolment.ts';
import type { EnrolmentSource } from '../enrolment-source.ts';
import { hashOf, keyOf } from '../hash.ts';
import type { Instant } from '../instant.ts';
import type { Learner } from '../learner.ts';
import type { Learners } from '../learners.ts';
import type { PinnedEnrolment } from './pinned-facts.ts';
import { pinnedStatusOf, completeFrom } from './pinned-status.ts';
import { pinnedStoryOf } from './pinned-story.ts';
import type { PinnedStory } from './pinned-story.ts';
import { walkOver } from '../../walk.ts';
import type { Walk } from '../../walk.ts';

/** The inputs of the pinned enrolments. */
export interface PinnedEnrolmentsOptions {
  readonly seed: number;
  readonly pinned: readonly PinnedEnrolment[];
  readonly learners: Learners;
  readonly courses: Courses;
}

/** A pinned enrolment, prepared for any moment. */
interface PinnedRecord {
  readonly index: number;
  readonly learner: Learner;
  readonly course: Course;
  readonly facts: PinnedEnrolment;
  readonly story: PinnedStory;
  /** The last result. It is often reused, because most sessions have the same moment. */
  cached?: { readonly now: Instant; readonly enrolment: Enrolment | undefined };
}

/** The enrolments of the fixtures. They are few, so they are kept in memory. */
export function createPinnedEnrolments({ seed, pinned, learners, courses }: PinnedEnrolmentsOptions): EnrolmentSource {
  const key = keyOf(seed, 'enrolment.pinned');
  const records = pinned.map((facts, index): PinnedRecord => {
    const learner = learners.at(facts.learnerIndex);
    const course = courses.at(facts.courseIndex);
    return { index, learner, course, facts, story: pinnedStoryOf(facts, course, hashOf(key, index)) };
  });
  const byCourse = Map.groupBy(records, ({ course }) => course.index);
  const byLearner = Map.groupBy(records, ({ learner }) => learner.index);

  function recordOf(learner: Learner, course: Course): PinnedRecord | undefined {
    return byLearner.get(learner.index)?.find((one) => one.course.index === course.index);
  }

  return {
    exists: (index) => index in records,
    indexOf: (learner, course) => recordOf(learner, course)?.index,
    at(index, now) {
      const record = records[index];
      return record === undefined ? undefined : cachedAt(record, now);
    },
    all: (now) => allAt(records, now),
    ofCourse: (course, now) => allAt(byCourse.get(course.index) ?? [], now),
    ofLearner: (learner, now) => allAt(byLearner.get(learner.index) ?? [], now),
    of(learner, course, now) {
      const record = recordOf(learner, course);
      return record === undefined ? undefined : cachedAt(record, now);
    },
  };
}

function allAt(records: readonly PinnedRecord[], now: Instant): Walk<Enrolment> {
  return walkOver(records.flatMap((record) => cachedAt(record, now) ?? []));
}

function cachedAt(record: PinnedRecord, now: Instant): Enrolment | undefined {
  if (record.cached?.now !== now) record.cached = { now, enrolment: enrolmentAt(record, now) };
  return record.cached.enrolment;
}

function enrolmentAt({ index, learner, course, facts, story }: PinnedRecord, now: Instant): Enrolment | undefined {
  const status = pinnedStatusOf(story, now);
  if (status === undefined) return undefined;
  const as = completeFrom(story) <= now ? facts.as : undefined;
  return enrolmentWith(status, { index, learner, course, ids: facts.ids, as });
}
