import type { MoocitGrade } from 'lms-mock';

/** Sends a GET request. In production this is fetch, in a test it is supertest. */
export type Send = (path: string) => Promise<{ readonly status: number; readonly body: unknown }>;

/** The courses that a learner has passed. */
export async function passedCourses(username: string, send: Send): Promise<readonly string[]> {
  const { status, body } = await send(`/api/so2/v1/grades?username=${encodeURIComponent(username)}`);
  if (status !== 200) throw new Error(`MOOCit answered ${status}.`);
  if (!Array.isArray(body)) throw new Error('MOOCit answered no list.');
  const rows: readonly MoocitGrade[] = body;
  return rows.filter(({ letter_grade }) => letter_grade !== '').map(({ course_id }) => course_id);
}
