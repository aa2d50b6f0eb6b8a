import * as fc from 'fast-check';

import { pointerTo } from '../../../src/contract/document.ts';
import { coverageKinds } from '../../../src/inspect/report/coverage.ts';
import type { ReportOptions } from '../../../src/inspect/report/options.ts';
import type { CoverageItem, Report, ReportViolation } from '../../../src/inspect/report/report.ts';
import { hostileTexts } from '../../support/generate/texts.ts';

/** Texts that try to break out of a format: tags, links, tables, colours, text direction, and very long words. */
export const BREAKOUTS: readonly string[] = [
  '<script>globalThis.isBroken = true</script>',
  '"><img src=x onerror="globalThis.isBroken = true">',
  "'><svg/onload=globalThis.isBroken=true>",
  '</style><style>*{display:none}</style>',
  '<!-- <b> --> <![CDATA[ ]]>',
  '<a href="javascript:globalThis.isBroken=true">x</a>',
  '[x](https://evil.example) ![x](https://evil.example/x.png) <https://evil.example>',
  'https://evil.example www.evil.example a@evil.example @someone #1',
  '| a | b |\n|---|---|\n# x\n```\n- [ ] y',
  '`` ` **x** __y__ ~~z~~ \\| &lt; &amp;#60;',
  '\u001B[2J\u001B[31mred\u0007\u009B1A',
  '\u202Eevil\u2066x\u200F שלום עולם مرحبا',
  '\uD800 half \uDC00',
  '\uFFFE\uFFFF\u0000\u0001\u0008\u000B\r\n\t\u2028',
  '{0} {{1}} ${2} %s',
  'x'.repeat(10_000),
  '文'.repeat(3000),
];

const texts = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...BREAKOUTS) }, { weight: 1, arbitrary: hostileTexts });
const pointers = fc.oneof(
  fc.constantFrom('#', '#/paths', '#/paths/~1grades/get'),
  texts.map((key) => pointerTo('#/paths', key)),
);
const apis = fc.oneof({ weight: 5, arbitrary: fc.constantFrom('one', 'two') }, { weight: 1, arbitrary: texts });
const operationIds = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('list', 'get') },
  { weight: 1, arbitrary: texts },
);
const counts = fc.oneof(fc.nat({ max: 3 }), fc.nat());

const violations: fc.Arbitrary<ReportViolation> = fc.record(
  {
    api: apis,
    operationId: operationIds,
    location: texts,
    rule: fc.oneof(fc.constantFrom('required', 'unknown'), texts),
    message: texts,
    severity: fc.constantFrom('error', 'warning'),
    provenance: fc.constantFrom('documented', 'observed', 'assumed'),
    count: fc.integer({ min: 1, max: 1_000_000 }),
    example: fc.record({ method: fc.constantFrom('GET', 'POST'), url: texts }),
    pointer: pointers,
  },
  {
    requiredKeys: [
      'api',
      'location',
      'rule',
      'message',
      'severity',
      'provenance',
      'count',
      'example',
      'pointer',
    ] as const,
  },
);

const items: fc.Arbitrary<CoverageItem> = fc.record(
  {
    kind: fc.constantFrom(...coverageKinds),
    api: apis,
    operationId: operationIds,
    name: texts,
    pointer: pointers,
    count: counts,
  },
  { requiredKeys: ['kind', 'api', 'name', 'pointer', 'count'] as const },
);

/** Reports in which all texts are hostile. */
export const reports: fc.Arbitrary<Report> = fc.record(
  {
    version: fc.constant(1 as const),
    session: texts,
    exchanges: counts,
    violations: fc.array(violations, { maxLength: 6 }),
    coverage: fc.array(items, { maxLength: 8 }),
    unusedRules: fc.array(fc.record({ id: texts, description: texts }), { maxLength: 2 }),
    ledger: fc.record({
      given: fc.nat(),
      duplicates: fc.array(texts, { maxLength: 2 }),
      missing: fc.array(texts, { maxLength: 2 }),
    }),
  },
  { requiredKeys: ['version', 'session', 'exchanges', 'violations', 'coverage', 'unusedRules'] as const },
);

/** Any thresholds, with and without line numbers. */
export const reportOptions: fc.Arbitrary<Partial<ReportOptions>> = fc.record({
  failOn: fc.constantFrom('error', 'warning', 'never'),
  minCoverage: fc.integer({ min: 0, max: 100 }),
  failures: fc.constantFrom([], ['The command ended with the exit code 1.'], ['One.', 'Two.']),
  lineOf: fc.constantFrom<ReportOptions['lineOf']>(
    () => undefined,
    (_, pointer) => pointer.length,
  ),
});
