import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import type { HelsinkiStudyRegistryCompletion } from 'lms-mock';

/** The address of the study registry, and the credentials of the caller. */
export interface Registry {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

const MAX_TRIES = 5;

/** Stores the completions of courses. Each course is stored completely or not at all, so a sync can be repeated. */
export async function sync(registry: Registry, database: DatabaseSync, courses: readonly string[]): Promise<void> {
  database.exec('CREATE TABLE IF NOT EXISTS completions (id TEXT PRIMARY KEY, user_id TEXT, grade TEXT, date TEXT)');
  const insert = database.prepare('INSERT OR REPLACE INTO completions VALUES (?, ?, ?, ?)');
  for (const course of courses) {
    const rows = await readCourse(registry, course);
    database.exec('BEGIN');
    for (const { id, user_id, grade, completion_date } of rows) insert.run(id, user_id, grade.grade, completion_date);
    database.exec('COMMIT');
  }
}

/** Reads a course, and again if the connection breaks, the stream ends too early or the registry is busy. */
async function readCourse(
  { baseUrl, headers }: Registry,
  course: string,
): Promise<readonly HelsinkiStudyRegistryCompletion[]> {
  const url = `${baseUrl}/api/v0/study-registry/completions/${encodeURIComponent(course)}`;
  for (let tries = 1; ; tries += 1) {
    try {
      const response = await fetch(url, { headers });
      const body = await response.text();
      if (response.ok) return rowsOf(body);
      if (response.status !== 429) throw new Refused(`${url} answered ${response.status}: ${body}`);
      await delay(Number(response.headers.get('retry-after') ?? 1) * 1000);
    } catch (error) {
      if (error instanceof Refused || tries === MAX_TRIES) throw error;
    }
    if (tries === MAX_TRIES) throw new Refused(`${url} was busy ${MAX_TRIES} times`);
  }
}

/** The registry refused the request. Another try would not help. */
export class Refused extends Error {}

/** Throws if the stream was cut. Without rows the registry can send only the closing bracket. */
function rowsOf(body: string): readonly HelsinkiStudyRegistryCompletion[] {
  return body === ']' ? [] : JSON.parse(body);
}
