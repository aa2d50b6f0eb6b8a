import type { Contract } from '../contract/contract.ts';
import { makeBody } from '../contract/reply/made-body.ts';
import { successStatusOf } from '../contract/operation.ts';
import type { Operation } from '../contract/operation.ts';
import { headerOf } from '../engine/request.ts';
import type { Api, OperationRequest, Persona } from '../engine/api.ts';
import type { Outcome, Refusal } from '../engine/outcome.ts';
import { refuseRequest } from './refuse-request.ts';
import { showcaseOf } from './sample-request.ts';

/** The caller of a mounted document, which has no personas. */
const ANYONE: Persona = { name: '', headers: {} };

/**
 * Makes an API of a mounted document: it answers from its examples and schemas, and accepts any credentials.
 *
 * @param seed The seed of random values.
 */
export function createMountedApi(contract: Contract, seed: number): Api<Persona> {
  const showcase = contract.reader.attempt(
    '#/paths',
    () => showcaseOf(contract),
    () => ({ path: '/' }),
  );
  return {
    personas: [],
    showcase: { ...showcase, path: `/${contract.name}${showcase.path}` },
    environment: {},
    credentialOf: () => undefined,
    authenticate: () => ANYONE,
    takesAnyCredentials: true,
    readsParametersFirst: true,
    operations: {},
    refusals: {
      unknownPath: { kind: 'refusal', status: 404, example: '' },
      unknownMethod: { kind: 'refusal', status: 405, example: '' },
    },
    unacceptable: { severity: 'error', refusal: { kind: 'refusal', status: 406, example: '' } },
    refuseViolation: ({ rule, location }) => {
      const status =
        rule === 'security'
          ? 401
          : rule === 'media-type'
            ? 415
            : rule === 'malformed' && location === 'path'
              ? 400
              : 422;
      return { kind: 'refusal', status, example: '' };
    },
    refuse: (refusal, context) => refuseRequest(contract, refusal, context),
    answer: (context) => answer(context, seed),
  };
}

/** Answers with the success response. */
async function answer({ operation, request }: OperationRequest, seed: number): Promise<Outcome> {
  const status = successStatusOf(operation);
  if (status === undefined) return nothingToAnswer(operation, 'it has no responses');
  const response = operation.responseOf(status);
  if (response === undefined) return nothingToAnswer(operation, `its response ${status} does not end a request`);
  const headers = response.shownHeaders();
  const name = response.negotiate(headerOf(request.headers, 'accept')) ?? '';
  const mediaType = response.mediaTypes.get(name);
  if (mediaType === undefined) return { kind: 'value', status, value: undefined, headers };
  const seedOfRequest = `${seed} ${request.method} ${request.path} ${request.query}`;
  const { value, note } = await makeBody(mediaType, { dynamic: false, seed: seedOfRequest });
  return { kind: 'value', status, value, headers, note };
}

/** The refusal if the document has no answer for any request. */
function nothingToAnswer({ operationId }: Operation, reason: string): Refusal {
  const detail = `The document has no answer for ${operationId}: ${reason}. Add an example to the document, or a rule to the session.`;
  return { kind: 'refusal', status: 501, example: '', detail };
}
