import { readerOf } from '../contract/outline.ts';
import { apiKeyNames } from '../contract/request/security.ts';
import { passwordNames } from '../contract/secret-names.ts';
import { createRedact } from '../engine/redact/redact.ts';
import type { Redact } from '../engine/redact/redact.ts';
import type { Service } from '../engine/service.ts';

/** A redact that learns the secrets of new content. */
export interface LiveRedact {
  readonly redact: Redact;
  /** Adds the secrets of other content. Those of the former one stay: the journal still has its exchanges. */
  learn(names: readonly string[], services: readonly Service[]): void;
}

/** @param names names of secrets besides the built-in ones and those of the contracts. */
export function createLiveRedact(names: readonly string[], services: readonly Service[]): LiveRedact {
  const known = new Set(names);
  let current = services;
  /** The paths with parameters that operations had before, by API and operation. */
  const former = new Map<string, Set<string>>();

  // Made when something is first shown or written down, because it goes through all documents.
  let made: Redact | undefined;

  function redact(): Redact {
    made ??= learnNames();
    return made;
  }

  function learnNames(): Redact {
    for (const reader of current.map(({ contract }) => readerOf(contract)))
      for (const name of [...apiKeyNames(reader), ...passwordNames(reader)]) known.add(name);
    return createRedact(known, ({ api, operationId = '' }) => {
      const path = current.find((one) => one.name === api)?.contract.operations.get(operationId)?.path;
      return [...(path === undefined ? [] : [path]), ...(former.get(`${api} ${operationId}`) ?? [])];
    });
  }

  function keepPaths(next: readonly Service[]): void {
    for (const { name: api, contract } of current) {
      if (next.some((one) => one.contract === contract)) continue;
      for (const { operationId, path } of contract.operations.values()) {
        const key = `${api} ${operationId}`;
        if (path.includes('{')) former.set(key, (former.get(key) ?? new Set()).add(path));
      }
    }
  }

  return {
    redact: {
      headers: (headers) => redact().headers(headers),
      url: (url, of) => redact().url(url, of),
      body: (text, contentType, isCut) => redact().body(text, contentType, isCut),
      text: (text) => redact().text(text),
      violations: (violations) => redact().violations(violations),
    },
    learn(more, next) {
      // The names of the former contracts stay known.
      redact();
      keepPaths(next);
      current = next;
      for (const name of more) known.add(name);
      made = undefined;
    },
  };
}
