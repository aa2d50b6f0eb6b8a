/** The form of a course key in Open edX (opaque-keys, locator.py): letters of any script, and the older form with slashes. */
const COURSE_KEY =
  /^(course-v1:[\p{L}\p{N}_\-~.:]+(\+[\p{L}\p{N}_\-~.:]+){2}|[\p{L}\p{N}_\-~.:]+(\/[\p{L}\p{N}_\-~.:]+){2})$/u;

export function isCourseKey(text: string): boolean {
  return COURSE_KEY.test(text);
}
