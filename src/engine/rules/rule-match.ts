import type { OperationOutline } from '../../contract/outline.ts';
import { headerOf } from '../request.ts';
import type { RequestHeaders } from '../request.ts';
import type { RuleCall, RuleMatch, TextMatch } from './rule.ts';

type Test = (call: RuleCall) => boolean;
type NamedTests = readonly (readonly [string, (text: string) => boolean])[];

/** Compiles the test whether a rule matches a request. The cheapest conditions are tested first. */
export function compileMatch(match: RuleMatch, operations: ReadonlySet<OperationOutline>): Test {
  const tests: Test[] = [({ operation }) => operations.has(operation)];
  const path = testsOf(match.path);
  const headers = testsOf(match.headers);
  const query = testsOf(match.query);
  if (path.length > 0) {
    tests.push(({ pathValues }) => pathValues !== undefined && holds(path, (name) => ownText(pathValues, name)));
  }
  if (headers.length > 0) {
    tests.push((call) => holds(headers, (name) => ownText(call.headers, name.toLowerCase())));
  }
  if (query.length > 0) {
    tests.push((call) => {
      const pairs = call.query();
      return holds(query, (name) => pairs.flatMap((pair) => (pair.name === name ? [pair.value] : [])));
    });
  }
  if (match.persona !== undefined) tests.push((call) => call.persona() === match.persona);
  return (call) => tests.every((test) => test(call));
}

function testsOf(values: Readonly<Record<string, TextMatch>> = {}): NamedTests {
  return Object.entries(values).map(([name, value]) => [name, textTest(value)]);
}

function textTest(value: TextMatch): (text: string) => boolean {
  if (typeof value !== 'object') return (text) => text === String(value);
  if ('prefix' in value) return (text) => text.startsWith(value.prefix);
  return (text) => text.includes(value.contains);
}

/** The sent values of a name, without inherited members such as `constructor`. */
function ownText(values: RequestHeaders, name: string): readonly string[] {
  return Object.hasOwn(values, name) ? [headerOf(values, name) ?? []].flat() : [];
}

function holds(tests: NamedTests, textsOf: (name: string) => readonly string[]): boolean {
  return tests.every(([name, test]) => textsOf(name).some(test));
}
