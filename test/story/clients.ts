import { convert } from 'xmlbuilder2';
import request from 'supertest';

import type { Mock, MockSession, PersonaHandle, PersonaName, TruthRows } from '../../src/index.ts';
import type { ApiName } from '../../src/apis/index.ts';

/** The addresses and personas of a client in these tests. */
export interface Caller {
  readonly mock: Mock;
  /** The addresses of the APIs and the headers of the personas, for a session or for the mock. */
  readonly apis: MockSession['apis'];
  readonly persona: PersonaName;
}

type Row = Readonly<Record<string, unknown>>;

/** The names of the personas of an API. The first one can access everything. */
export function personasOf(api: MockSession['apis'][ApiName]): readonly PersonaName[] {
  // Without own fixtures there are only the built-in ones.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.keys(api.personas) as PersonaName[];
}

/** The text of an answer with any status. */
export async function ask(
  { mock, apis, persona }: Caller,
  api: ApiName,
  path: string,
): Promise<{ status: number; text: string }> {
  const base = apis[api].path;
  const personas: Readonly<Record<string, PersonaHandle>> = apis[api].personas;
  // Some servers require a User-Agent.
  const headers = { 'user-agent': 'story', ...personas[persona]?.headers };
  const answer = await request(mock.app).get(`${base}${path}`).set(headers).buffer(true).parse(readText);
  return { status: answer.status, text: String(answer.body) };
}

function readText(response: NodeJS.EventEmitter, done: (error: Error | null, text: string) => void): void {
  const pieces: Buffer[] = [];
  response.on('data', (piece: Buffer | string) => pieces.push(Buffer.from(piece)));
  response.on('end', () => done(null, Buffer.concat(pieces).toString()));
}

/** Joins the lists of progress and of grades. */
export async function readMoocit(caller: Caller, filter = ''): Promise<readonly TruthRows['moocit'][]> {
  const grades = new Map(
    (await readRows(caller, 'moocit', `/api/so2/v1/grades${filter}`)).map((row) => [keyOf(row), row]),
  );
  const completions = await readRows(caller, 'moocit', `/api/so2/v1/completion${filter}`);
  return sorted(
    completions.map((row) => {
      const grade = grades.get(keyOf(row));
      const passedAt = grade?.['passed_timestamp'];
      return {
        person: { id: String(row['username']), email: String(row['email']) },
        course: { id: String(row['course_id']) },
        // The best grade that was reached, or an empty text.
        passed: grade === undefined ? null : grade['letter_grade'] !== '',
        progressRatio: Number(row['completion']),
        grade: grade === undefined ? null : { scale: 'ratio', value: Number(grade['percent_grade']) },
        // In the form of Python, in UTC without a zone.
        firstPassedAt: typeof passedAt === 'string' ? toMicroseconds(`${passedAt.replace(' ', 'T')}Z`) : null,
      };
    }),
  );
}

/** A vendor leaves out a fraction of a second that is zero. The truth always has six digits. */
function toMicroseconds(text: string): string {
  return text.replace(/(?:\.(\d+))?Z$/, (_all, fraction: string = '') => `.${fraction.padEnd(6, '0')}Z`);
}

function keyOf(row: Row): string {
  return `${String(row['username'])} ${String(row['course_id'])}`;
}

/** In production a client gets the ids of completions from another source. */
export async function readStackOne(caller: Caller, ids: readonly string[]): Promise<readonly TruthRows['stackone'][]> {
  const rows: TruthRows['stackone'][] = [];
  for (const id of ids) {
    const { status, text } = await ask(caller, 'stackone', `/unified/lms/completions/${id}`);
    if (status === 404 || isRefused(status)) continue;
    const data: Row = Object(Reflect.get(Object(JSON.parse(text)), 'data'));
    const result: Row = Object(data['result']);
    rows.push({
      id: String(data['id']),
      person: { id: String(data['user_id']) },
      course: { id: String(data['course_id']) },
      passed: result['value'] === 'Pass',
      completedAt: String(data['completed_at']),
    });
  }
  return sorted(rows);
}

const PASSED: ReadonlyMap<unknown, boolean> = new Map([
  ['Passed', true],
  ['Complete', true],
  ['Failed', false],
]);

export async function readIspring(
  caller: Caller,
  contents: readonly string[],
): Promise<readonly TruthRows['ispring'][]> {
  const rows: TruthRows['ispring'][] = [];
  for (const content of contents) {
    const path = `/content/${content}/final_statuses`;
    const { status, text } = await ask(caller, 'ispring', path);
    if (isRefused(status)) continue;
    if (status !== 200) throw new Error(`${path} answered ${status}: ${text.slice(0, 200)}`);
    const { statuses }: Row = Object(convert(text, { format: 'object' }));
    const found: unknown = Reflect.get(Object(statuses), 'status') ?? [];
    for (const row of [found].flat().map((one): Row => Object(one))) {
      rows.push({
        person: { id: String(row['userId']) },
        course: { id: content },
        passed: PASSED.get(row['status']) ?? null,
        progressRatio: Math.round(Number(row['progress']) * 100) / 10_000,
        completedAt: inUtc(row['completionDate']),
        lastViewedAt: inUtc(row['lastViewDate']),
      });
    }
  }
  return sorted(rows);
}

function inUtc(value: unknown): string | null {
  return typeof value === 'string' ? value.replace('+00:00', 'Z') : null;
}

export async function readHelsinki(
  caller: Caller,
  courses: readonly { readonly id: string; readonly name: string }[],
): Promise<readonly TruthRows['helsinki'][]> {
  const rows: TruthRows['helsinki'][] = [];
  for (const { id: course, name } of courses) {
    for (const row of await readRows(caller, 'helsinki', `/api/v0/study-registry/completions/${name}`)) {
      const { scale, grade }: Row = Object(row['grade']);
      rows.push({
        id: String(row['id']),
        person: { id: String(row['user_id']), email: String(row['email']) },
        course: { id: course },
        passed: grade !== '0',
        grade: { scale: scale === 'sis-0-5' ? scale : 'sis-hyv-hyl', value: Number(grade) },
        completedAt: toMicroseconds(String(row['completion_date'])),
      });
    }
  }
  return sorted(rows);
}

async function readRows(caller: Caller, api: ApiName, path: string): Promise<readonly Row[]> {
  const { status, text } = await ask(caller, api, path);
  if (isRefused(status)) return [];
  const rows: unknown = status === 200 ? JSON.parse(asArray(text)) : undefined;
  if (!Array.isArray(rows)) throw new Error(`${path} answered ${status}: ${text.slice(0, 200)}`);
  return rows.map((row): Row => Object(row));
}

/** No rows if the persona has no permission, or the name is unknown. Wrong credentials are an error of the test. */
function isRefused(status: number): boolean {
  return status === 403 || status === 400;
}

/** The vendors' forms of a list of JSON rows: an array, only its rows, or only the closing bracket if it is empty. */
function asArray(text: string): string {
  if (text === ']') return '[]';
  return text.startsWith('[') ? text : `[${text}]`;
}

/** In the order of the truth: by person, then by course. */
function sorted<R extends TruthRows[ApiName]>(rows: readonly R[]): readonly R[] {
  return rows.toSorted(
    (one, other) => compare(one.person.id, other.person.id) || compare(one.course.id, other.course.id),
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
