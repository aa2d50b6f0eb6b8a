import { writeJson } from '../contract/body/to-json.ts';
import { declaredOf, pointerOfLocation } from '../contract/declared/declared.ts';
import type { DeclaredItem, DeclaredOperation } from '../contract/declared/declared.ts';
import { isMounted } from '../contract/outline.ts';
import type { ContractOutline } from '../contract/outline.ts';
import type { Service } from '../engine/service.ts';
import { describeExpectation } from '../engine/session/expectations.ts';
import type { CountedExpectation } from '../engine/session/expectations.ts';
import type { Redact } from '../engine/redact/redact.ts';
import type { SessionRule } from '../engine/rules/rules.ts';
import type { OperationTally } from '../engine/session/operation-counts.ts';
import type { ApiTally, Tally, ViolationTally } from '../engine/session/tally.ts';
import type { CoverageItem, Ledger, Report, ReportViolation } from '../inspect/report/report.ts';
import { summaryOf } from '../inspect/report/summary.ts';
import type { SummarizedReport } from '../inspect/report/summary.ts';

/** The data of a report. */
export interface ReportParts {
  readonly session: string;
  readonly services: readonly Service[];
  readonly tally: Tally;
  /** Rules that no request matched ({@link unusedRulesOf}). */
  readonly unusedRules: Report['unusedRules'];
  /** Expectations that no violation met ({@link unmetExpectationsOf}). Default none. */
  readonly unmetExpectations?: readonly string[];
  readonly redact: Redact;
  readonly ledger?: Ledger | undefined;
}

/** Makes the report of a session: violations, and the coverage of the contracts. */
export function createReport({
  session,
  services,
  tally,
  unusedRules,
  unmetExpectations = [],
  redact,
  ledger,
}: ReportParts): SummarizedReport {
  const isExpected = ({ violation }: ViolationTally): boolean => violation.isExpected === true;
  const describe = (violation: ViolationTally): ReportViolation => describeViolation(violation, services, redact);
  const expected = tally.violations.filter(isExpected).map(describe);
  const report: Report = {
    version: 1,
    session,
    exchanges: tally.exchanges,
    violations: tally.violations.filter((violation) => !isExpected(violation)).map(describe),
    ...(tally.unlistedCount === 0 ? {} : { unlistedViolations: tally.unlistedCount }),
    ...(expected.length === 0 ? {} : { expected }),
    ...(unmetExpectations.length === 0 ? {} : { unmetExpectations }),
    coverage: createCoverage(services, tally),
    ...uncheckedOf(tally),
    unusedRules,
    ...(ledger === undefined ? {} : { ledger }),
  };
  return { ...report, summary: summaryOf(report) };
}

/** The expectations that no violation met, as texts for a report. */
export function unmetExpectationsOf(expectations: Iterable<CountedExpectation>): readonly string[] {
  return [...expectations].filter(({ count }) => count === 0).map(describeExpectation);
}

/** The rules without a match, as texts for a report. */
export function unusedRulesOf(rules: Iterable<SessionRule>, redact: Redact): Report['unusedRules'] {
  return [...rules].filter(({ callCount }) => callCount === 0).map((rule) => describeRule(rule, redact));
}

function uncheckedOf({ apis }: Tally): Pick<Report, 'unchecked'> {
  const unchecked = Array.from(apis, ([api, { operations }]) =>
    Array.from(operations, ([operationId, { unchecked: count }]) => ({ api, operationId, count })),
  ).flat();
  const found = unchecked.filter(({ count }) => count > 0);
  return found.length === 0 ? {} : { unchecked: found };
}

/** The declared items of the contracts, and how often they were used. */
function createCoverage(services: readonly Service[], tally: Tally): readonly CoverageItem[] {
  return services.flatMap((service) => {
    const seen = tally.apis.get(service.name);
    const { contract } = service;
    // In a mounted document with thousands of operations, operations that were not called are not missing.
    const operations = [...contract.operations.values()].filter(
      ({ operationId }) => !isMounted(contract) || seen?.operations.has(operationId) === true,
    );
    return [
      ...operations.flatMap((operation) =>
        coverageOf(service, declaredOf(contract, operation), seen?.operations.get(operation.operationId)),
      ),
      ...coverageOfVariants(service, seen),
    ];
  });
}

function coverageOf(
  { name: api }: Service,
  { operationId, items, parameters }: DeclaredOperation,
  seen: OperationTally | undefined,
): readonly CoverageItem[] {
  const byLocation = new Map(
    parameters.map(({ place, name }, index) => [`${place}.${name}`, seen?.parameters[index] ?? 0]),
  );
  const countOf = ({ kind, name }: DeclaredItem): number => {
    switch (kind) {
      case 'operation':
        return seen?.calls ?? 0;
      case 'parameter':
        return byLocation.get(name) ?? seen?.values.get(name) ?? 0;
      case 'enum-value':
        return seen?.values.get(name) ?? 0;
      case 'status':
        return seen?.statuses.get(name) ?? 0;
      case 'media-type':
        return seen?.values.get(name) ?? countOfType(name, seen);
    }
  };
  return items.map((item) => ({ ...item, api, operationId, count: countOf(item) }));
}

/** Counts a media type, with and without parameters such as a charset. */
function countOfType(name: string, seen: OperationTally | undefined): number {
  let count = 0;
  for (const [contentType, times] of seen?.mediaTypes ?? []) {
    if (contentType === name || contentType.startsWith(`${name};`)) count += times;
  }
  return count;
}

function coverageOfVariants({ name: api, variants }: Service, seen: ApiTally | undefined): readonly CoverageItem[] {
  const answered = [...(seen?.choices.values() ?? [])];
  return variants.flatMap((variant) =>
    variant.choices.map((choice) => ({
      kind: 'variant' as const,
      api,
      name: `${variant.name}=${choice.name}`,
      pointer: '#',
      count: answered.reduce((sum, { choices, count }) => sum + (choices[variant.name] === choice.name ? count : 0), 0),
    })),
  );
}

function describeViolation(
  { api, operationId, violation, count, method, url }: ViolationTally,
  services: readonly Service[],
  redact: Redact,
): ReportViolation {
  const { location, rule, message, severity, provenance } = violation;
  const contract = services.find((service) => service.name === api)?.contract;
  return {
    api,
    ...(operationId === undefined ? {} : { operationId }),
    location,
    rule,
    message,
    severity,
    provenance,
    count,
    example: { method, url: redact.url(url, { api, operationId }) },
    pointer:
      contract === undefined ? '#' : originalPointerOf(contract, pointerOfLocation(contract, operationId, location)),
    ...(contract?.file === undefined ? {} : { file: contract.file }),
  };
}

/** Reports refer to the original document, before it was upgraded. */
function originalPointerOf({ originalPointer }: ContractOutline, pointer: string): string {
  return originalPointer === undefined ? pointer : originalPointer(pointer);
}

/** Maximum number of characters of an unused rule's answer that are redacted. Fewer are shown. */
const MAX_ANSWER = 4_096;

function describeRule({ id, match = {}, answer }: SessionRule, redact: Redact): Report['unusedRules'][number] {
  const text = writeJson(answer).slice(0, MAX_ANSWER);
  const target = match.operation ?? match.api ?? 'any operation';
  return {
    id,
    description: `${target} answers ${redact
      .body(text, 'application/json', text.length === MAX_ANSWER)
      .slice(0, 200)
      .toWellFormed()}`,
  };
}
