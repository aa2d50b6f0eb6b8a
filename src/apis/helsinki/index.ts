import type { Campus } from '../../campus/campus.ts';
import { unescapeComponent } from '../../contract/text/query.ts';
import type { EngineRequest } from '../../engine/request.ts';
import type { Refusal } from '../../engine/outcome.ts';
import { variablesOf } from '../../engine/caller/environment.ts';
import { textOf } from '../../engine/session/ledger.ts';
import type { ApiDefinition, VendorApi } from '../api-definition.ts';
import { refuseUnknownPath } from './addresses.ts';
import { createAuth, credentialOf, secretsOf } from './auth.ts';
import type { HelsinkiFacts, Registrar } from './auth.ts';
import type { HelsinkiOperations } from './contract-types.ts';
import { readRegistrations } from './body/read-registrations.ts';
import { refuseBody } from './body/refuse-body.ts';
import { createOperations, showcaseName } from './operations.ts';
import { refusals } from './refusals.ts';
import { requestIdOf } from './request-id.ts';
import { uuidProblem } from './uuid.ts';
import { createTruth } from './truth.ts';
import type { HelsinkiTruth } from './truth.ts';
import { variants } from './variants.ts';
import type { HelsinkiChoices } from './variants.ts';

/** The University of Helsinki's study registry API (specs/helsinki.yaml). NOTES.md has the sources and the open questions. */
export const helsinki: ApiDefinition<
  'helsinki',
  HelsinkiFacts,
  typeof variants,
  HelsinkiTruth,
  HelsinkiOperations,
  Registrar
> = {
  name: 'helsinki',
  vendor: 'the University of Helsinki',
  variants,
  secretsOf,
  createApi,
  createTruth,
};

function createApi(
  campus: Campus,
  facts: HelsinkiFacts,
  choices: HelsinkiChoices,
): VendorApi<Registrar, HelsinkiOperations> {
  const { personas, authenticate } = createAuth(facts);
  return {
    personas,
    environment: variablesOf({ HELSINKI_KEY: Object.values(facts.personas)[0]?.key }),
    showcase: { path: `/api/v0/study-registry/completions/${showcaseName(campus)}` },
    credentialOf,
    authenticate,
    recordOf: (row) => textOf(row, 'id'),
    operations: createOperations(campus, choices),
    refusals,
    refuseUnknownPath,
    headersOf: requestIdOf,
    readBody: (operationId, bytes) => (operationId === 'registerCompletions' ? readRegistrations(bytes) : undefined),
    refuseViolation: (violation, broken) => {
      const { location, rule, message } = violation;
      const { operationId, request } = broken;
      if (operationId === 'registerCompletions') return refuseBody(violation, broken);
      if (location === 'path.module_id') return refuseModuleId(request);
      if (location === 'path') return refusals.malformedPath;
      // The vendor's server ignores a body. Only a strict mock refuses it.
      if (location === 'body') return { ...refusals.unknownField, body: `${location}: ${message}` };
      if (rule === 'unknown') return { ...refusals.unknownField, body: unknownFieldText(location) };
      return rule === 'repeated' ? refusals.duplicateParameter : refusals.notABoolean;
    },
    // The server's routes accept only the methods that they name (actix-web), so HEAD is a wrong method.
    refusesHead: true,
    readsParametersFirst: true,
    retryAfter: {
      fields: (seconds) => ({ retry_after_seconds: seconds }),
      secondsIn: (body) =>
        'retry_after_seconds' in body && typeof body.retry_after_seconds === 'number'
          ? body.retry_after_seconds
          : undefined,
    },
    brokenStream: BROKEN_STREAM[choices['broken-stream']],
  };
}

/**
 * The server appends this directly to the last row when its database fails. The status stays 200 and the connection ends
 * normally (the server's source, domain/csv_export). The text after "Details:" is a dump that varies, so it is assumed.
 */
const STREAM_ERROR = [
  'Streaming error. Details: ControllerError { error_type: InternalServerError, message: "Failed to stream completions", ',
  'source: Some(error communicating with database: unexpected end of file) }\n\n',
  'Operating system thread stack backtrace:\n   0: <unknown>\n\n',
  'Tokio tracing span trace:\n   0: http-request\n',
].join('');

const BROKEN_STREAM = { message: STREAM_ERROR, 'message-and-bracket': `${STREAM_ERROR}]`, nothing: '' } as const;

/** The message of the server's parser (serde) for an unknown field. Only a strict mock refuses one. */
function unknownFieldText(location: string): string {
  const name = location.slice('query.'.length);
  return `Query deserialize error: unknown field \`${name}\`, expected \`exclude_already_registered\``;
}

/** The server's path extractor returns the message of the UUID parser (actix-web, `ErrorNotFound`). */
function refuseModuleId({ path }: EngineRequest): Refusal {
  const id = unescapeComponent(path.slice(path.lastIndexOf('/') + 1));
  return { ...refusals.malformedModule, body: uuidProblem(id) };
}
