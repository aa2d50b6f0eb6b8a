/** A line for a learner and a course. */
export function describe({ username, course_id: course, completion }) {
  return `${username}: ${Math.round(Number(completion) * 100)} % of ${course}`;
}
