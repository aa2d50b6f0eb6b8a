import { convert } from 'xmlbuilder2';

import { get, variable } from './http.ts';

/** The result of a learner in a course, in the same form for each vendor. */
export interface Completion {
  readonly vendor: string;
  readonly person: string;
  readonly course: string;
  readonly passed: boolean;
}

/** The grades of all learners in all courses. */
export async function fromMoocit(): Promise<readonly Completion[]> {
  const headers = { authorization: `Bearer ${variable('MOOCIT_TOKEN')}`, 'content-type': 'application/json' };
  const body = await get(`${variable('MOOCIT_BASE_URL')}/api/so2/v1/grades`, headers);
  // In the samples of the vendor, the rows have no brackets around them.
  const rows = listOf(JSON.parse(body.startsWith('[') ? body : `[${body}]`));
  return rows.map((row) => ({
    vendor: 'moocit',
    person: text(row, 'username'),
    course: text(row, 'course_id'),
    // passed_timestamp does not change when the grade drops after a pass. letter_grade is the current grade.
    passed: text(row, 'letter_grade') !== '',
  }));
}

/** One completion, with only the members that this client uses. */
export async function fromStackOne(id: string): Promise<Completion> {
  const headers = {
    authorization: `Basic ${btoa(`${variable('STACKONE_API_KEY')}:`)}`,
    'x-account-id': variable('STACKONE_ACCOUNT_ID'),
  };
  const url = `${variable('STACKONE_BASE_URL')}/unified/lms/completions/${encodeURIComponent(id)}`;
  const { data } = recordOf(JSON.parse(await get(`${url}?fields=id,user_id,course_id,result`, headers)));
  const row = recordOf(data);
  const passed = text(recordOf(row['result']), 'value') === 'Pass';
  return { vendor: 'stackone', person: text(row, 'user_id'), course: text(row, 'course_id'), passed };
}

/** The statuses of all learners in one content item. The XML parser returns a single learner without a list. */
export async function fromIspring(contentItemId: string): Promise<readonly Completion[]> {
  const headers = { ...ispringCredentials(), accept: 'application/xml' };
  const url = `${variable('ISPRING_BASE_URL')}/content/${encodeURIComponent(contentItemId)}/final_statuses`;
  const { statuses } = recordOf(convert(await get(url, headers), { format: 'object' }));
  const rows: unknown = Reflect.get(Object(statuses), 'status') ?? [];
  return listOf([rows].flat()).map((row) => ({
    vendor: 'ispring',
    person: text(row, 'userId'),
    course: contentItemId,
    passed: ['Passed', 'Complete'].includes(text(row, 'status')),
  }));
}

/** Newer accounts have an access token. The vendor's pages show it after Bearer, and later without it. */
function ispringCredentials(): Readonly<Record<string, string>> {
  const { ISPRING_TOKEN: token, ISPRING_TOKEN_FORM: form } = process.env;
  if (token !== undefined) return { authorization: form === 'raw' ? token : `Bearer ${token}` };
  return {
    'x-auth-account-url': variable('ISPRING_ACCOUNT_URL'),
    'x-auth-email': variable('ISPRING_EMAIL'),
    'x-auth-password': variable('ISPRING_PASSWORD'),
  };
}

/** All learners who have completed a course, by its code, its slug or its id. */
export async function fromHelsinki(course: string): Promise<readonly Completion[]> {
  const headers = { authorization: `Basic ${variable('HELSINKI_KEY')}` };
  const path = `/api/v0/study-registry/completions/${encodeURIComponent(course)}`;
  const body = await get(`${variable('HELSINKI_BASE_URL')}${path}`, headers);
  // If there are no rows, the server can send only the closing bracket.
  const rows = body === ']' ? [] : listOf(JSON.parse(body));
  return rows.map((row) => ({
    vendor: 'helsinki',
    person: text(row, 'user_id'),
    course,
    passed: text(recordOf(row['grade']), 'grade') !== '0',
  }));
}

type Row = Readonly<Record<string, unknown>>;

function recordOf(value: unknown): Row {
  if (typeof value !== 'object' || value === null) throw new TypeError(`not an object: ${JSON.stringify(value)}`);
  return { ...value };
}

function listOf(value: unknown): readonly Row[] {
  if (!Array.isArray(value)) throw new TypeError(`not a list: ${JSON.stringify(value)}`);
  return value.map(recordOf);
}

function text(row: Row, name: string): string {
  const value = row[name];
  if (typeof value === 'string') return value;
  throw new TypeError(`${name} must be a string, got ${JSON.stringify(value)}`);
}
