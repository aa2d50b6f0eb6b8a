import type { JSX } from 'preact';

import type { ShownBody, ShownExchange } from '../../../inspect/journal/show.ts';
import { contractOf } from '../connection/contracts.ts';
import { controlApi } from '../connection/control-api.ts';
import type { ContractOperation } from '../connection/control-api.ts';
import { useAnswer } from '../connection/use-answer.ts';
import { Method, Status } from '../parts/badges.tsx';
import { countText, fullMomentText, momentText, spanText } from '../parts/measures.ts';
import { BodyText, HeaderList } from '../parts/body-text.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { ViolationList } from '../parts/violation-list.tsx';
import { AnswerDifferently } from './answer-differently.tsx';
import { ContractText } from './contract-text.tsx';
import { isUnmatched } from './filter.ts';
import { Influences } from './influences.tsx';

/** An exchange in full. */
export function ExchangeView(props: { readonly exchange: ShownExchange; readonly onClose: () => void }): JSX.Element {
  const { exchange, onClose } = props;
  const { api, operationId, request, reply, violations, session, sequence, startedAt, durationMs, persona } = exchange;
  const operation = useOperation(api, operationId);
  const copied = (format: 'curl' | 'fetch') => () => controlApi.exported(session, sequence, format);
  return (
    <article class="opened card" aria-label="Opened exchange">
      <header class="opened-head">
        <h2>
          <Method method={request.method} /> <span class="url">{request.url}</span>
        </h2>
        <button type="button" class="small" onClick={onClose}>
          Close
        </button>
      </header>
      <p class="answer-line">
        <Status status={reply?.status} />
        <strong>{operationId ?? 'no operation'}</strong>
        <span class="faint">{api === 'none' ? 'no API' : api}</span>
        <span class="faint">{persona ?? 'no persona'}</span>
        <span class="faint">{durationMs === undefined ? 'unfinished' : spanText(durationMs)}</span>
        <time class="faint" dateTime={startedAt} title={fullMomentText(startedAt)}>
          {momentText(startedAt)}
        </time>
      </p>
      <p class="buttons wrap">
        <CopyButton text={copied('curl')} label="Copy as curl">
          Copy as curl
        </CopyButton>
        <CopyButton text={copied('fetch')} label="Copy as fetch">
          Copy as fetch
        </CopyButton>
        {operation === undefined ? null : <AnswerDifferently exchange={exchange} operation={operation} />}
      </p>
      {isUnmatched(exchange) ? (
        <p class="note">No operation has this method and path, so no rule can answer it.</p>
      ) : null}
      <ViolationList
        violations={violations}
        more={(violation) =>
          operation === undefined ? null : <ContractText operation={operation} violation={violation} />
        }
      />
      <Influences exchange={exchange} />
      <section aria-label="Answer">
        <h3>Answer</h3>
        {reply === undefined ? (
          <p class="faint">None was made.</p>
        ) : (
          <>
            <Body body={reply.body} label="body of the answer" unit="character" />
            <Headers headers={reply.headers} />
          </>
        )}
      </section>
      <section aria-label="Request">
        <h3>Request</h3>
        {request.body === undefined ? null : <Body body={request.body} label="body of the request" unit="byte" />}
        <Headers headers={request.headers} />
      </section>
    </article>
  );
}

/** The operation of the contract. Undefined while it is not known, or if there is none. */
function useOperation(api: string, operationId: string | undefined): ContractOperation | undefined {
  const contract = useAnswer(
    () => (operationId === undefined ? Promise.resolve(undefined) : contractOf(api)),
    [api, operationId === undefined],
  );
  if (contract.kind !== 'value' || contract.value?.name !== api) return undefined;
  return contract.value.operations.find((each) => each.operationId === operationId);
}

function Body(props: {
  readonly body: ShownBody;
  readonly label: string;
  readonly unit: 'byte' | 'character';
}): JSX.Element {
  const { body, label, unit } = props;
  const { text, size, isCut, isRedacted = false, isRecoded = false } = body;
  const notes = [
    ...(isCut ? ['The journal keeps only the beginning.'] : []),
    ...(isRedacted ? ['Secrets are shown as ***.'] : []),
    ...(isRecoded ? ['The bytes were not UTF-8.'] : []),
  ];
  return (
    <BodyText
      text={text}
      label={label}
      title={countText(size, unit)}
      note={notes.length === 0 ? undefined : notes.join(' ')}
    />
  );
}

function Headers({ headers }: { readonly headers: Readonly<Record<string, string>> }): JSX.Element {
  return (
    <details open={Object.keys(headers).length <= 8}>
      <summary>{Object.keys(headers).length} headers</summary>
      <HeaderList headers={headers} />
    </details>
  );
}
