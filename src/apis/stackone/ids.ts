import type { Campus, IdSpace } from '../../campus/campus.ts';

/** The ids of StackOne, and those of the provider behind it. */
export interface Ids {
  readonly completion: IdSpace;
  readonly remoteCompletion: IdSpace;
  readonly course: IdSpace;
  readonly remoteCourse: IdSpace;
  readonly user: IdSpace;
  readonly remoteUser: IdSpace;
}

export function createIds(campus: Campus): Ids {
  return {
    completion: campus.idSpace('stackone.completionId', { of: 'enrolment', format: 'digits' }),
    remoteCompletion: campus.idSpace('stackone.remoteCompletionId', { of: 'enrolment', format: 'uuid' }),
    course: campus.idSpace('stackone.courseId', { of: 'course', format: 'key' }),
    remoteCourse: campus.idSpace('stackone.remoteCourseId', { of: 'course', format: 'uuid' }),
    user: campus.idSpace('stackone.userId', { of: 'learner', format: 'key' }),
    remoteUser: campus.idSpace('stackone.remoteUserId', { of: 'learner', format: 'uuid' }),
  };
}
