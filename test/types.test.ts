import { expectTypeOf, test } from 'vitest';

import { createMock } from './support/create-mock.ts';
import type {
  ApiName,
  EnrolmentState,
  HelsinkiRegisteredCompletions,
  HelsinkiStudyRegistryCompletion,
  IspringStatus,
  ListFinalStatusesReplies,
  ListGradesReplies,
  MoocitCompletion,
  MoocitGrade,
  OperationId,
  PersonaName,
  RegisterCompletionsReplies,
  RegisterCompletionsValues,
  RepliesByApi,
  ReplyStatus,
  RuleInput,
  StackOneCompletionResult,
  VariantSettings,
} from '../src/index.ts';

const mock = createMock({ learners: 0 });
const session = mock.session();

test('the names of APIs, operations, personas, states and variants are literal types', () => {
  expectTypeOf<ApiName>().toEqualTypeOf<'moocit' | 'stackone' | 'ispring' | 'helsinki'>();
  expectTypeOf<
    'listCompletions' | 'getCompletion' | 'listFinalStatuses' | 'streamCompletions'
  >().toExtend<OperationId>();
  expectTypeOf<string>().not.toExtend<OperationId>();
  expectTypeOf<EnrolmentState>().toEqualTypeOf<'enrolled' | 'in-progress' | 'passed' | 'failed' | 'withdrawn'>();
  expectTypeOf<PersonaName<'ispring'>>().toEqualTypeOf<
    'owner' | 'administrator' | 'department-administrator' | 'publisher' | 'custom' | 'learner'
  >();
  expectTypeOf<PersonaName<'moocit'>>().toEqualTypeOf<'admin' | 'forbidden'>();
  type NoMatch = NonNullable<VariantSettings['moocit']>['no-match'];
  expectTypeOf<NonNullable<NoMatch>>().toEqualTypeOf<'empty' | 'not-found'>();
});

test('an unknown persona is a compile error', () => {
  expectTypeOf(mock.apis.moocit.personas.admin.headers).toEqualTypeOf<Readonly<Record<string, string>>>();
  expectTypeOf(session.apis.ispring.personas['department-administrator'].headers).toBeObject();
  expectTypeOf<keyof typeof mock.apis.moocit.personas>().toEqualTypeOf<'admin' | 'forbidden'>();
  // @ts-expect-error MOOCit has no persona with this name.
  expectTypeOf(mock.apis.moocit.personas.nobody).toBeAny();

  expectTypeOf(mock.campus.truth<'ispring'>)
    .parameter(1)
    .toEqualTypeOf<PersonaName<'ispring'>>();
  expectTypeOf(mock.campus.truthRows<'helsinki'>)
    .parameter(1)
    .toEqualTypeOf<'registrar'>();
  expectTypeOf<ReturnType<typeof session.openLedger>['expectConsumedOnce']>().parameter(1).toEqualTypeOf<PersonaName>();

  expectTypeOf(session.on<'listGrades'>)
    .parameter(1)
    .extract<object>()
    .toHaveProperty('persona')
    .toEqualTypeOf<'admin' | 'forbidden' | undefined>();
  expectTypeOf<NonNullable<RuleInput['match']>['persona']>().toEqualTypeOf<PersonaName | undefined>();
});

test('a status that an operation does not have is a compile error, except off the contract', () => {
  expectTypeOf<ReplyStatus<'listGrades'>>().toEqualTypeOf<200 | 400 | 401 | 403 | 404 | 406 | 429>();
  const rule = session.on('listGrades');
  rule.reply({ status: 429 });
  rule.sequence([{ status: 429 }, { normal: true }]);
  rule.reply({ status: 418 }, { offContract: true });
  rule.sequence([{ status: 418 }], { offContract: true });
  type Status = Parameters<ReturnType<typeof session.on<'getCompletion'>>['sequence']>[0][number]['status'];
  expectTypeOf<Extract<412, Status>>().toEqualTypeOf<412>();
  // @ts-expect-error The contract of listGrades has no 418.
  expectTypeOf(rule.reply).toBeCallableWith({ status: 418 });
});

test('the bodies of every operation have types from the contract', () => {
  expectTypeOf<ListGradesReplies[200]>().toEqualTypeOf<MoocitGrade[]>();
  expectTypeOf<MoocitCompletion['completion']>().toEqualTypeOf<string>();
  expectTypeOf<ListFinalStatusesReplies[200][number]>().toEqualTypeOf<IspringStatus>();
  expectTypeOf<RepliesByApi['stackone']['getCompletion'][200]>().toEqualTypeOf<StackOneCompletionResult>();
  expectTypeOf<RepliesByApi['helsinki']['streamCompletions'][200]>().toEqualTypeOf<HelsinkiStudyRegistryCompletion[]>();
  expectTypeOf<RegisterCompletionsValues['body']>().toEqualTypeOf<HelsinkiRegisteredCompletions | undefined>();
  expectTypeOf<RegisterCompletionsReplies[200]>().toEqualTypeOf<undefined>();
  type Described = { readonly [A in ApiName]: keyof RepliesByApi[A] }[ApiName];
  expectTypeOf<Described>().toEqualTypeOf<OperationId>();
});
