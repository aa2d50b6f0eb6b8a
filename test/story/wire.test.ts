import { expect, test } from 'vitest';

import type { PersonaName } from '../../src/index.ts';
import { createMock } from '../support/create-mock.ts';
import { ask } from './clients.ts';

// What one format alone tells, and no client's knowledge has, held against the campus.

const mock = createMock({ learners: 150, samples: false });
const courses = new Map(Array.from(mock.campus.findCourses(), (course) => [course.key, course]));
const enrolments = [...mock.campus.findEnrolments()];

/** The objects of an answer, or of its member. */
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

test('StackOne tells when a completion was made and when anything of it last changed', async () => {
  const completed = enrolments.filter(({ completedAt }) => completedAt !== undefined);
  expect(completed.length).toBeGreaterThan(50);
  for (const { ids, enrolledAt, updatedAt } of completed) {
    const [row] = await rowsOf('stackone', 'integrator', `/unified/lms/completions/${ids.stackone.completionId}`);
    const { created_at: createdAt, updated_at: changedAt } = Object(row?.['data']);
    expect([Date.parse(createdAt), Date.parse(changedAt)]).toEqual([Date.parse(enrolledAt), Date.parse(updatedAt)]);
  }
});

test('MOOCit tells the best letter that a grade reaches, and when somebody was last there', async () => {
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

test('Helsinki tells the language of the course', async () => {
  const languages = new Set<unknown>();
  for (const { slug, language } of courses.values()) {
    for (const row of await rowsOf('helsinki', 'registrar', `/api/v0/study-registry/completions/${slug}`)) {
      expect(row['completion_language']).toBe(language);
      languages.add(language);
    }
  }
  expect(languages.size).toBe(3);
});
