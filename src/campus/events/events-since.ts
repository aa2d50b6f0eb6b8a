import type { Campus } from '../campus.ts';
import type { Enrolment } from '../enrolment.ts';
import type { Instant } from '../instant.ts';

/** Something that has happened on the campus. */
export interface CampusEvent {
  /** `registered` is the first enrolment of a learner: the campus keeps no other registration (assumed). */
  readonly kind: 'registered' | 'enrolled' | 'state-changed';
  readonly at: Instant;
  /** As it was at that moment. */
  readonly enrolment: Enrolment;
}

/** Events at one moment come in this order. */
const ORDER = ['registered', 'enrolled', 'state-changed'] as const;

/** Maximum number of changes of one enrolment to look at. */
const MAX_CHANGES = 1_000;

/**
 * The events after a moment, up to the present one, in batches of enrolments. They are in order for each enrolment only;
 * `inOrder` compares any two.
 */
export function* eventsSince(campus: Campus, from: Instant): Generator<readonly CampusEvent[]> {
  for (const batch of campus.enrolments().batches())
    yield batch.flatMap((enrolment) => eventsOf(campus, enrolment, from));
}

/** Compares two events by time, then by kind, then by enrolment. */
export function inOrder(one: CampusEvent, other: CampusEvent): number {
  return (
    one.at - other.at ||
    ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) ||
    one.enrolment.index - other.enrolment.index
  );
}

/** Goes back from change to change, so that the events of a span are those of its parts. */
function eventsOf(campus: Campus, enrolment: Enrolment, from: Instant): readonly CampusEvent[] {
  const events: CampusEvent[] = [];
  let after: Enrolment | undefined = enrolment;
  for (let count = 0; after !== undefined && after.updatedAt >= from && count < MAX_CHANGES; count += 1) {
    const at: Instant = after.updatedAt;
    const before: Enrolment | undefined = campus.at(at - 1).enrolment(after.index);
    // Written data doesn't follow the clock. It happened after the last move of the clock, at the same time.
    const isWritten = before !== undefined && before.updatedAt >= at;
    if (at === from && !isWritten) break;
    events.push(...changesBetween(before, after, isWritten ? from : undefined));
    after = isWritten ? undefined : before;
  }
  const first = events.find(({ kind }) => kind === 'enrolled');
  if (first !== undefined && isFirst(campus, first.enrolment)) events.push({ ...first, kind: 'registered' });
  return events.toReversed();
}

/** @param writtenSince for a written enrolment, whose former state is not known: the last move of the clock. */
function changesBetween(
  before: Enrolment | undefined,
  after: Enrolment,
  writtenSince: Instant | undefined,
): readonly CampusEvent[] {
  const at = after.updatedAt;
  const formerState = writtenSince === undefined ? (before?.state ?? 'enrolled') : 'enrolled';
  const isNew = writtenSince === undefined ? before === undefined : after.enrolledAt >= writtenSince;
  return [
    ...(formerState === after.state ? [] : [{ kind: 'state-changed', at, enrolment: after } as const]),
    ...(isNew ? [{ kind: 'enrolled', at, enrolment: after } as const] : []),
  ];
}

/** Whether an enrolment is the first one of its learner. */
function isFirst(campus: Campus, { index, learner, enrolledAt }: Enrolment): boolean {
  for (const other of campus.enrolmentsOfLearner(learner)) {
    const isEarlier = other.enrolledAt < enrolledAt || (other.enrolledAt === enrolledAt && other.index < index);
    if (isEarlier) return false;
  }
  return true;
}
