import type { ApiDescription } from '../../../control/contracts.ts';
import type { SessionDescription } from '../../../control/control.ts';
import type { SessionRule } from '../../../engine/rules/rules.ts';
import type { Variant, VariantChoices } from '../../../engine/variant.ts';
import type { CourseEntity, EnrolmentEntity, LearnerEntity } from '../../../inspect/explore/entities.ts';
import type { Permission } from '../../../inspect/explore/permissions.ts';
import type { CampusSummary } from '../../../inspect/explore/summary.ts';
import type { CoverageItem } from '../../../inspect/report/report.ts';
import type { ExplainedApi, ExplainedOperation } from '../../../inspect/explain/explain.ts';
import type { ExampleRequest } from '../../../inspect/explain/example-request.ts';
import { request } from './request.ts';
import type { ControlRequest } from './request.ts';

/** An operation of a contract, with an example request. */
export type ContractOperation = ExplainedOperation & { readonly request?: ExampleRequest };
export type ContractOfApi = Omit<ExplainedApi, 'operations'> & { readonly operations: readonly ContractOperation[] };

/** The variants of each API. */
export type VariantLists = Readonly<Record<string, readonly Variant[]>>;
/** The name of a choice by the name of its variant, by API. */
export type VariantSettings = Readonly<Record<string, VariantChoices>>;

/** The rules of a session. */
export interface RuleList {
  readonly rules: readonly SessionRule[];
}

/** The answers of the control API that are read, by path. The server checks them against its document. */
export const controlApi = {
  apis: (): Promise<readonly ApiDescription[]> => read('apis'),
  contract: (api: string): Promise<ContractOfApi> => read(`explain/${encodeURIComponent(api)}`),
  sessions: (): Promise<readonly SessionDescription[]> => read('sessions'),
  session: (id: string): Promise<SessionDescription> => read(sessionPath(id)),
  /** Resets a session, and creates one that does not exist. */
  reset: (id: string): Promise<SessionDescription> => read(`${sessionPath(id)}/reset`, { method: 'POST' }),
  /** An exchange as a command of curl or a call of fetch. */
  exported: async (id: string, sequence: number, format: 'curl' | 'fetch'): Promise<string> =>
    (await request(`${sessionPath(id)}/journal?format=${format}&sequence=${sequence}`)).text(),
  clearJournal: (id: string): Promise<Response> => request(`${sessionPath(id)}/journal`, { method: 'DELETE' }),
  rules: (id: string): Promise<RuleList> => read(`${sessionPath(id)}/rules`),
  addRule: (id: string, rule: unknown): Promise<SessionRule> =>
    read(`${sessionPath(id)}/rules`, { method: 'POST', body: rule }),
  removeRule: (id: string, ruleId: string): Promise<RuleList> =>
    read(`${sessionPath(id)}/rules/${encodeURIComponent(ruleId)}`, { method: 'DELETE' }),
  advance: (id: string, span: { readonly days: number }): Promise<SessionDescription> =>
    read(`${sessionPath(id)}/advance`, { method: 'POST', body: span }),
  vary: (id: string, seed: number | null): Promise<SessionDescription> =>
    read(`${sessionPath(id)}/variation`, { method: 'POST', body: { seed } }),
  variants: (): Promise<VariantLists> => read('variants'),
  sessionVariants: (id: string): Promise<VariantSettings> => read(`${sessionPath(id)}/variants`),
  setVariants: (id: string, settings: VariantSettings): Promise<SessionDescription> =>
    read(`${sessionPath(id)}/variants`, { method: 'POST', body: settings }),
  campus: (id: string): Promise<CampusSummary> => read(`${sessionPath(id)}/campus`),
  courses: (id: string, query: string): Promise<readonly CourseEntity[]> =>
    read(`${sessionPath(id)}/campus/courses?${query}`),
  enrolments: (id: string, query: string): Promise<readonly EnrolmentEntity[]> =>
    read(`${sessionPath(id)}/campus/enrolments?${query}`),
  permissions: (id: string): Promise<readonly Permission[]> => read(`${sessionPath(id)}/permissions`),
  coverage: (id: string): Promise<readonly CoverageItem[]> => read(`${sessionPath(id)}/coverage`),
  /** The OpenAPI document of an API, `moocit.yaml`. */
  spec: async (name: string): Promise<string> => (await request(`specs/${encodeURIComponent(name)}`)).text(),
  learners: (id: string, query: string): Promise<readonly LearnerEntity[]> =>
    read(`${sessionPath(id)}/campus/learners?${query}`),
};

/** The path of a session of the control API. */
export function sessionPath(id: string): string {
  return `sessions/${encodeURIComponent(id)}`;
}

async function read<T>(path: string, options?: ControlRequest): Promise<T> {
  const response = await request(path, options);
  return response.json();
}

export type { CoverageItem };
