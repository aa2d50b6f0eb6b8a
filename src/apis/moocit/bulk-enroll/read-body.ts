import { parseMediaType } from '../../../contract/body/media-types.ts';
import type { BodyVerdict } from '../../../engine/api.ts';
import { headerOf } from '../../../engine/request.ts';
import type { RequestHeaders } from '../../../engine/request.ts';
import { asBoolean, asChoice, asStringList, asText } from './fields.ts';
import type { Field } from './fields.ts';

type Members = Readonly<Record<string, unknown>>;

const REQUIRED = 'This field is required.';

interface Member {
  readonly read: Field;
  readonly isRequired?: true;
  readonly byDefault?: boolean;
}

/** The members of Open edX's `BulkEnrollmentSerializer`, in its order. */
const FIELDS: Readonly<Record<string, Member>> = {
  identifiers: { read: asText, isRequired: true },
  courses: { read: asStringList, isRequired: true },
  cohorts: { read: asStringList },
  action: { read: asChoice(['enroll', 'unenroll']), isRequired: true },
  auto_enroll: { read: asBoolean, byDefault: false },
  email_students: { read: asBoolean, byDefault: false },
};

/**
 * Reads the body of a bulk enrolment like Open edX (lms/djangoapps/bulk_enroll/serializers.py). A problem is the JSON of the
 * refusal. Undefined if the body is neither JSON nor a form.
 */
export function readBulkEnrolment(bytes: Uint8Array, headers: RequestHeaders): BodyVerdict | undefined {
  const text = new TextDecoder().decode(bytes);
  switch (parseMediaType(headerOf(headers, 'content-type') ?? '')?.essence) {
    case 'application/json':
      return readJson(text);
    case 'application/x-www-form-urlencoded':
      return readMembers(membersOf(new URLSearchParams(text)));
    default:
      return undefined;
  }
}

function readJson(text: string): BodyVerdict {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    // Python's message depends on the mistake. This one is for a text without a value (assumed for all).
    return problemOf({ detail: 'JSON parse error - Expecting value: line 1 column 1 (char 0)' });
  }
  if (data === null) return problemOf({ non_field_errors: ['No data provided'] });
  if (typeof data !== 'object' || Array.isArray(data)) {
    const message = `Invalid data. Expected a dictionary, but got ${pythonType(data)}.`;
    return problemOf({ non_field_errors: [message] });
  }
  return readMembers(Object.fromEntries(Object.entries(data)));
}

/** The body that a client would have sent in the form of the page, or all problems of it. */
function readMembers(members: Members): BodyVerdict {
  const errors: Record<string, readonly string[]> = {};
  const value: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(FIELDS)) {
    const sent = Object.hasOwn(members, name) ? members[name] : undefined;
    if (sent === undefined) {
      if (field.isRequired === true) errors[name] = [REQUIRED];
      if (field.byDefault !== undefined) value[name] = field.byDefault;
      continue;
    }
    const read = sent === null ? { problem: 'This field may not be null.' } : field.read(sent);
    if ('problem' in read) errors[name] = [read.problem];
    else value[name] = read.value;
  }
  return Object.keys(errors).length === 0 ? { value } : problemOf(errors);
}

/** The problems of a body without any member. */
export const EMPTY_BODY: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(FIELDS).flatMap(([name, { isRequired }]) => (isRequired === true ? [[name, [REQUIRED]]] : [])),
);

/** Django takes the last value of a name, and the first one for lists. */
function membersOf(form: URLSearchParams): Members {
  return Object.fromEntries(
    Array.from(form.keys(), (name) => {
      const values = form.getAll(name);
      return [name, name === 'courses' || name === 'cohorts' ? values : values.at(-1)];
    }),
  );
}

function problemOf(refusal: object): BodyVerdict {
  return { problem: JSON.stringify(refusal) };
}

function pythonType(data: unknown): string {
  if (Array.isArray(data)) return 'list';
  if (typeof data === 'number') return Number.isInteger(data) ? 'int' : 'float';
  return typeof data === 'string' ? 'str' : 'bool';
}
