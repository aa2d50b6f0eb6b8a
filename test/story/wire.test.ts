import { expect, test } from 'vitest';

import type { PersonaName } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';
import { ask } from './clients.ts';

// Compares members that only one format has with the campus.

const mock = createMock({ learners: 150, samples: false });
const courses = new Map(Array.from(mock.campus.findCourses(), (course) => [course.key, course]));
const enrolments = [...mock.campus.findEnrolments()];

/** The objects in an answer, or in a member of it. */
async function rowsOf(
  api: 'moocit' | 'stackone' | 'helsinki',
  persona: PersonaName,
  path: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { status, text } = await ask({ mock, apis: mock.apis, persona }, api, path);
  expect(status, path).toBe(200);
  const body: unknown = JSON.parse(text);
  return [body].flat().map((row) => Object(row));
}

test('StackOne has the times when a completion was created and last changed', async () => {
  const completed = enrolments.filter(({ completedAt }) => completedAt !== undefined);
  expect(completed.length).toBeGreaterThan(50);
  for (const { ids, enrolledAt, updatedAt } of completed) {
    const [row] = await rowsOf('stackone', 'integrator', `/unified/lms/completions/${ids.stackone.completionId}`);
    const { created_at: createdAt, updated_at: changedAt } = Object(row?.['data']);
    expect([Date.parse(createdAt), Date.parse(changedAt)]).toEqual([Date.parse(enrolledAt), Date.parse(updatedAt)]);
  }
});

test('MOOCit has the best letter of a grade, and the time of the last visit', async () => {
  const graded = enrolments.filter(({ gradeRatio, state }) => gradeRatio !== null && state !== 'withdrawn');
  const rows = await rowsOf('moocit', 'admin', '/api/so2/v1/grades');
  expect(rows).toHaveLength(graded.length);
  const letters = new Set<string>();
  for (const { ids, gradeRatio, courseKey, lastViewedAt } of graded) {
    const course = courses.get(courseKey);
    const row = rows.find((one) => one['username'] === ids.moocit.username && one['course_id'] === courseKey);
    const letter = letterOf(gradeRatio ?? 0, course?.passRatio ?? 1, course?.gradingScale === 'letters');
    expect(row).toMatchObject({ letter_grade: letter, last_date: lastViewedAt?.slice(0, 10) });
    expect(row).toMatchObject({ display_name: course?.title, percent_grade: gradeRatio?.toFixed(2) });
    letters.add(letter);
  }
  expect([...letters].toSorted()).toEqual(['', 'A', 'B', 'C', 'D', 'Pass']);
});

function letterOf(ratio: number, passRatio: number, hasLetters: boolean): string {
  if (ratio < passRatio) return '';
  if (!hasLetters) return 'Pass';
  if (ratio >= 0.9) return 'A';
  if (ratio >= 0.8) return 'B';
  return ratio >= 0.7 ? 'C' : 'D';
}

test('Helsinki has the language of the course', async () => {
  const languages = new Set<unknown>();
  for (const { slug, language } of courses.values()) {
    for (const row of await rowsOf('helsinki', 'registrar', `/api/v0/study-registry/completions/${slug}`)) {
      expect(row['completion_language']).toBe(language);
      languages.add(language);
    }
  }
  expect(languages.size).toBe(3);
});
