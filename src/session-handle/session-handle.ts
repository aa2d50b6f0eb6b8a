import type { OperationId, VariantSettings } from '../apis/index.ts';
import type { ApiOf, ReplyStatus } from '../apis/names.ts';
import { formatInstant } from '../campus/instant.ts';
import type { CampusView, ReadableCampusView } from '../inspect/explore/campus-view.ts';
import type { Service } from '../engine/service.ts';
import type { Expectation } from '../engine/session/expectations.ts';
import type { Sessions } from '../engine/session/sessions.ts';
import type { Session } from '../engine/session/session.ts';
import { showCallbacks } from '../inspect/journal/callbacks.ts';
import type { ShownCallbacks } from '../inspect/journal/callbacks.ts';
import type { ShownExchange } from '../inspect/journal/show.ts';
import type { ReportViolation } from '../inspect/report/report.ts';
import type { SummarizedReport } from '../inspect/report/summary.ts';
import type { VariantChoices } from '../engine/variant.ts';
import type { Variation, VariationName } from '../engine/variation/variation.ts';
import { checkOperationId } from './read-expectation.ts';
import { setVariants, variantsOf } from './read-variants.ts';
import { parseVariation } from './read-variation.ts';
import { createMockRules, createRuleBuilder } from './rule-handles.ts';
import type { MockRules, RuleBuilder, RuleHandle } from './rule-handles.ts';
import type { RuleMatch } from './rule-types.ts';
import { createMockJournal } from './mock-journal.ts';
import type { MockJournal, WritableJournal } from './mock-journal.ts';
import { createMockLedger } from './mock-ledger.ts';
import type { MockLedger } from './mock-ledger.ts';
import { createMockCoverage, reportOf } from './mock-report.ts';
import type { MockCoverage, ReportingParts } from './mock-report.ts';
import { SESSION_HEADER } from '../server/session-of.ts';
import { createMockExpectations } from './mock-expectations.ts';
import type { MockExpectations } from './mock-expectations.ts';
import type { ApiHandles, SpecHandles } from './api-handles.ts';
import { permissionsOf } from '../inspect/explore/permissions.ts';
import type { Permission } from '../inspect/explore/permissions.ts';
import { inTurns } from '../server/turn.ts';
import type { Ledger } from '../engine/session/ledger.ts';
import { parseSpan } from './span.ts';
import type { Span } from '../engine/faults/span.ts';
import { waitForExchanges } from './wait-for.ts';
import type { WaitOptions } from './wait-for.ts';

/** A separate state of the server for one client. */
export interface MockSession extends Disposable {
  readonly id: string;
  readonly apis: ApiHandles;
  /** Address of each mounted document in the session, by name. */
  readonly specs: SpecHandles;
  /** The header that selects the session, for a client whose base URL can't be changed. */
  readonly headers: Readonly<Record<string, string>>;
  /** The campus at the current time of the session, with its variants. */
  readonly campus: CampusView;
  /** Current time of the session, ISO 8601 in UTC. */
  readonly now: string;
  /**
   * Moves the clock of the session forward: `advance({ days: 3 })`. The changes of this time span then appear.
   *
   * @throws {OptionError} if the span is invalid; {ClockError} if it leads beyond the year 2255.
   */
  advance(span: Span): void;
  /**
   * Varies the answers of the session within their contract, with a seed. With names, only these variations. `null` ends it.
   *
   * @throws {OptionError} if the seed or a name is invalid.
   */
  vary(seed: number | null, only?: readonly VariationName[]): void;
  /** The variation of its answers. Undefined without variation. */
  readonly variation: Variation | undefined;
  /** The choice for each variant, by API. */
  readonly variants: Readonly<Record<string, VariantChoices>>;
  /**
   * Changes choices: `setVariants({ moocit: { 'no-match': 'not-found' } })`. A variant that is not named keeps its choice. The page of each API in docs/ lists its variants.
   *
   * @throws {OptionError} if an API, a variant or a choice is unknown.
   */
  setVariants(settings: VariantSettings): void;
  /** Resets the session to its first state, without rules. */
  reset(): void;
  /**
   * Deletes the session. A later request with its id creates a new one, which this handle doesn't show.
   * `using session = mock.session()` does it at the end of the block.
   */
  delete(): void;
  /**
   * Starts a rule for the requests of an operation.
   * `session.on('listCompletions', { persona: 'admin', times: 1 }).reply({ status: 403 })`
   *
   * @throws {RuleError} from the call that ends it, if the rule is invalid.
   */
  on<O extends OperationId>(operation: O, match?: Omit<RuleMatch<ApiOf<O>>, 'operation'>): RuleBuilder<ReplyStatus<O>>;
  /**
   * Declares violations that the test causes on purpose: `expectViolation({ operation: 'listGrades', location: 'query' })`.
   * They are reported separately and fail nothing. The report says so if they do not happen.
   *
   * @throws {OptionError} if there is no such API or operation.
   */
  expectViolation(expectation: Expectation): void;
  /** Declares that documented refusals (401, 403, 404, 412, 429) of known operations are caused on purpose. */
  expectRefusals(): void;
  /** The expected violations. */
  readonly expectations: MockExpectations;
  readonly rules: MockRules;
  /** The session's exchanges. */
  readonly journal: MockJournal;
  /**
   * Waits until requests of an operation have been answered, for a client that works in the background:
   * `await session.waitFor('registerCompletions', { count: 2 })`. Returns the exchanges of the operation in the journal.
   *
   * @throws {OptionError} if there is no such operation, or an option is invalid; {WaitError} if it takes too long. The message
   * lists the requests that came instead.
   */
  waitFor(operation: OperationId, options?: WaitOptions): Promise<readonly ShownExchange[]>;
  /** The webhooks that were sent to callbacks of the client. */
  readonly callbacks: ShownCallbacks;
  /** Resolves when the webhooks of all events until now were sent, or wait for a later attempt. */
  callbacksSent(): Promise<void>;
  /** Their violations, one entry for each kind. */
  readonly violations: readonly ReportViolation[];
  /** How much of the contracts they used. */
  readonly coverage: MockCoverage;
  /**
   * Violations, coverage, unused rules, and missing records if a ledger is open. `formatReport` formats it. The server answers
   * other requests while it reads the ledger.
   */
  report(): Promise<SummarizedReport>;
  /** The records that the client received. Undefined until the ledger is opened. */
  readonly ledger: MockLedger | undefined;
  /** Starts to record which records the client receives. */
  openLedger(): MockLedger;
  /** Calls each operation as each persona, and returns the results. */
  permissions(): Promise<readonly Permission[]>;
}

/**
 * The same handle for unchecked values: the control API passes the values of its client. Each
 * argument is checked, with the errors of {@link MockSession}.
 */
export interface SessionHandle extends MockSession {
  advance(span: unknown): void;
  /** `vary` with both of its arguments in one object: `{ "seed": 7, "only": ["null"] }`. */
  varyAs(variation: unknown): void;
  setVariants(settings: unknown): void;
  readonly expectations: MockExpectations & { add(expectation: unknown): void };
  readonly rules: MockRules & { add(rule: unknown): RuleHandle };
  readonly journal: WritableJournal;
  /** The wait of `waitFor`. The signal ends it as its timeout does. */
  waitUntilEnded(operation: string, options: WaitOptions, signal: AbortSignal): Promise<void>;
}

/** The parts of the server that a session handle uses. */
export interface SessionParts extends ReportingParts {
  readonly apiServices: readonly Service[];
  readonly campusOf: (session: Session) => ReadableCampusView;
  readonly apis: MockSession['apis'];
  readonly specs: SpecHandles;
  readonly remove: () => void;
  /** The origin in exports of the journal. */
  readonly origin: () => string;
  /** Called with each exchange of any session when it has ended. */
  readonly listeners: Sessions['listeners'];
  /** Ends a long computation when its result is no longer needed. Default never. */
  readonly isEnded?: () => boolean;
}

export function createSessionHandle(session: Session, parts: SessionParts): SessionHandle {
  const { services, apiServices, campusOf, apis, specs, isEnded } = parts;
  const campus = (): ReadableCampusView => campusOf(session);
  const expectations = createMockExpectations(session, services);
  const ledgerOf = (ledger: Ledger): MockLedger => createMockLedger(ledger, campus, isEnded);
  // Reading the ledger is slow, and violations and coverage don't need it.
  const reportWithoutLedger = (): SummarizedReport => reportOf(session, parts, undefined);
  const journal = createMockJournal(session, parts);
  async function waitUntilEnded(operation: string, options: WaitOptions, signal?: AbortSignal): Promise<void> {
    checkOperationId(operation, services);
    await waitForExchanges(session, operation, options, { listeners: parts.listeners, signal });
  }
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
    get variation() {
      return session.variation;
    },
    varyAs: (given) => session.vary(parseVariation(given)),
    vary: (seed, only) => session.vary(parseVariation({ seed, ...(only === undefined ? {} : { only }) })),
    reset: () => session.reset(),
    delete: parts.remove,
    [Symbol.dispose]: parts.remove,
    expectations,
    expectViolation: (expectation) => expectations.add(expectation),
    expectRefusals: () => expectations.add({ refusals: true }),
    on: (operation, match = {}) => createRuleBuilder({ ...match, operation }, session, services),
    rules: createMockRules(session, services),
    journal,
    async waitFor(operation, options = {}) {
      await waitUntilEnded(operation, options);
      return journal.exchanges({ operation }).filter(({ isOpen }) => !isOpen);
    },
    waitUntilEnded,
    get callbacks() {
      return showCallbacks(session);
    },
    callbacksSent: async () => session.outbox?.settled(),
    get violations() {
      return reportWithoutLedger().violations;
    },
    get coverage() {
      return createMockCoverage(reportWithoutLedger());
    },
    async report() {
      const { ledger } = session;
      return reportOf(session, parts, ledger === undefined ? undefined : await ledgerOf(ledger).gaps());
    },
    get ledger() {
      return session.ledger === undefined ? undefined : ledgerOf(session.ledger);
    },
    openLedger: () => ledgerOf(session.openLedger()),
    permissions: () => permissionsOf(apiServices, { campus: campus(), like: session, inTurns }),
  };
}
