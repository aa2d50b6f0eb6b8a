import { eachApi } from '../apis/names.ts';
import type { ApiName } from '../apis/names.ts';
import type { OperationId } from '../apis/operation-ids.ts';
import type { VariantSettings } from '../apis/variants.ts';
import { formatInstant } from '../campus/instant.ts';
import type { CampusView } from '../inspect/explore/campus-view.ts';
import type { Service } from '../engine/service.ts';
import type { Expectation } from '../engine/session/expectations.ts';
import type { Session } from '../engine/session/session.ts';
import type { RuleMatch } from '../engine/rules/rule.ts';
import type { ReportViolation } from '../inspect/report/report.ts';
import type { SummarizedReport } from '../inspect/report/summary.ts';
import type { VariantChoices } from '../engine/variant.ts';
import type { VariationName } from '../engine/variation/variation.ts';
import { setVariants, variantsOf } from './read-variants.ts';
import { parseVariation } from './read-variation.ts';
import { createMockRules, createRuleBuilder } from './rule-handles.ts';
import type { MockRules, RuleBuilder } from './rule-handles.ts';
import { createMockJournal } from './mock-journal.ts';
import type { MockJournal } from './mock-journal.ts';
import { createMockLedger } from './mock-ledger.ts';
import type { MockLedger } from './mock-ledger.ts';
import { createMockCoverage, reportOf } from './mock-report.ts';
import type { MockCoverage, ReportingParts } from './mock-report.ts';
import { SESSION_HEADER } from '../server/session-of.ts';
import { addExpectation } from './read-expectation.ts';
import { parseSpan } from './span.ts';
import type { Span } from './span.ts';

/** How a program reaches one API. */
export interface ApiHandle {
  /** Where it is on the server, `/moocit`; what supertest wants before the vendor's own path. */
  readonly path: string;
  /**
   * What a client is given as its base URL, `http://127.0.0.1:4010/moocit`.
   *
   * @throws {Error} where the mock doesn't listen yet.
   */
  readonly baseUrl: string;
  /** The callers, by name, and the headers that each sends. */
  readonly personas: Readonly<Record<string, { readonly headers: Readonly<Record<string, string>> }>>;
}

/** One client's own server: what it moves, nobody else sees. */
export interface MockSession {
  readonly id: string;
  readonly apis: ApiHandles;
  /** Where each mounted document is in the session, by its name. */
  readonly specs: SpecHandles;
  /** The header that leads a request into the session, for a client whose base URL can't be changed. */
  readonly headers: Readonly<Record<string, string>>;
  /** The campus as the session sees it now: at its moment, in its variants. */
  readonly campus: CampusView;
  /** The session's moment, ISO 8601 in UTC. */
  readonly now: string;
  /**
   * Moves the session's clock forward: `advance({ days: 3 })`. What happens on the campus in that time has happened.
   *
   * @throws {OptionError} where the span is none; {ClockError} where it leads beyond the year 2255.
   */
  advance(span: Span): void;
  /**
   * Makes the session's answers awkward within their contract, by a seed; with names, just these variations. Without
   * a seed they are plain again.
   *
   * @throws {OptionError} where the seed or a name is none.
   */
  vary(seed: number | null, only?: readonly VariationName[]): void;
  /** How the session reads what the vendors leave open: a choice for each variant, by API. */
  readonly variants: Readonly<Record<string, VariantChoices>>;
  /**
   * Has the session read it in another way, `setVariants({ moocit: { 'no-match': 'not-found' } })`; what is not named
   * stays as it is. docs/variants.md lists what there is.
   *
   * @throws {OptionError} where there is no such API, variant or choice.
   */
  setVariants(settings: VariantSettings): void;
  /** Makes the session what it was when it began, its rules gone. */
  reset(): void;
  /**
   * Removes the session and what it holds. A later request with its id begins a new one, which this handle doesn't show.
   */
  delete(): void;
  /**
   * Begins a rule: what the session's requests for an operation are answered with.
   * `session.on('listCompletions', { persona: 'admin', times: 1 }).reply({ status: 403 })`
   *
   * @throws {RuleError} from what ends it, where the rule can't be.
   */
  on(operation: OperationId, match?: Omit<RuleMatch, 'operation'>): RuleBuilder;
  /**
   * Declares violations that the test causes on purpose: `expectViolation({ operation: 'listGrades', location: 'query' })`.
   * They are reported separately and fail nothing. The report says so if they do not happen.
   *
   * @throws {OptionError} if there is no such API or operation.
   */
  expectViolation(expectation: Expectation): void;
  /** Declares that documented refusals (401, 403, 404, 412, 429) of known operations are caused on purpose. */
  expectRefusals(): void;
  readonly rules: MockRules;
  /** The session's exchanges. */
  readonly journal: MockJournal;
  /** What they broke of the contracts, a violation of one kind once. */
  readonly violations: readonly ReportViolation[];
  /** How much of the contracts they exercised. */
  readonly coverage: MockCoverage;
  /**
   * Violations, coverage, unused rules, and the ledger's gaps where one is open; `formatReport` writes it down. The
   * server answers other requests while it reads the ledger.
   */
  report(): Promise<SummarizedReport>;
  /** Begins to note which records the session's client is given. */
  openLedger(): MockLedger;
}

/** The handles of all APIs, by name. One that the mock doesn't serve says so when it is asked for. */
export type ApiHandles = Readonly<Record<ApiName, ApiHandle>>;

/** The handles of the APIs below a path, for a session of it; `origin` is asked when a base URL is wanted. */
export function createApiHandles(
  services: readonly Service[],
  prefix: string,
  origin: () => string,
  session?: Session,
): ApiHandles {
  const handleOf = (name: ApiName): ApiHandle => {
    const service = services.find(({ api }) => api.name === name);
    if (service === undefined) {
      const served = services.map(({ api }) => api.name).join(', ');
      throw new Error(`The API ${name} is not served, only ${served}. Add it to the option apis.`);
    }
    const api = session === undefined ? service.api : service.apiFor(session);
    const path = `${prefix}/${name}`;
    const personas = Object.fromEntries(api.personas.map((persona) => [persona.name, { headers: persona.headers }]));
    return {
      path,
      personas,
      get baseUrl() {
        return origin() + path;
      },
    };
  };
  return eachApi(handleOf);
}

/** Where a mounted document is. */
export type SpecHandle = Pick<ApiHandle, 'path' | 'baseUrl'>;

/** Where the mounted documents are, by name. */
export type SpecHandles = Readonly<Record<string, SpecHandle>>;

export function createSpecHandles(specs: object, prefix: string, origin: () => string): SpecHandles {
  const handles = Object.keys(specs).map((name): [string, SpecHandle] => {
    const path = `${prefix}/${name}`;
    return [
      name,
      {
        path,
        get baseUrl() {
          return origin() + path;
        },
      },
    ];
  });
  return Object.fromEntries(handles);
}

/** What a session is shown with. */
export interface SessionParts extends ReportingParts {
  readonly campusOf: (session: Session) => CampusView;
  readonly apis: MockSession['apis'];
  readonly specs: SpecHandles;
  readonly remove: () => void;
  readonly origin: () => string;
}

export function createSessionHandle(session: Session, parts: SessionParts): MockSession {
  const { services, campusOf, apis, specs } = parts;
  const campus = (): CampusView => campusOf(session);
  // The ledger takes long to read and has a part in neither violations nor coverage.
  const reportWithoutLedger = (): SummarizedReport => reportOf(session, parts, undefined);
  return {
    id: session.id,
    apis,
    specs,
    headers: { [SESSION_HEADER]: session.id },
    get campus() {
      return campus();
    },
    get now() {
      return formatInstant(session.now);
    },
    get variants() {
      return variantsOf(services, session);
    },
    setVariants: (settings) => setVariants(services, session, settings),
    advance: (span) => session.advance(parseSpan(span)),
    vary: (seed, only) => session.vary(parseVariation({ seed, ...(only === undefined ? {} : { only }) })),
    reset: () => session.reset(),
    delete: parts.remove,
    expectViolation: (expectation) => addExpectation(session, expectation, services),
    expectRefusals: () => addExpectation(session, { refusals: true }, services),
    on: (operation, match = {}) => createRuleBuilder({ ...match, operation }, session, services),
    rules: createMockRules(session, services),
    journal: createMockJournal(session, parts),
    get violations() {
      return reportWithoutLedger().violations;
    },
    get coverage() {
      return createMockCoverage(reportWithoutLedger());
    },
    async report() {
      const { ledger } = session;
      return reportOf(session, parts, ledger === undefined ? undefined : await createMockLedger(ledger, campus).gaps());
    },
    openLedger: () => createMockLedger(session.openLedger(), campus),
  };
}
