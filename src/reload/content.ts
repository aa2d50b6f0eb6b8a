import type { ApiName } from '../apis/index.ts';
import { createApiService } from '../apis/services.ts';
import { readCampus } from '../config/campus.ts';
import type { PeopledCampus } from '../config/campus.ts';
import { openContract } from '../config/contracts.ts';
import { fixtureFiles } from '../config/fixtures.ts';
import { readMountedDocument } from '../config/mounted-document.ts';
import type { ServerOptions } from '../config/options.ts';
import type { Contract } from '../contract/contract.ts';
import { createLateService } from '../engine/service.ts';
import type { Service } from '../engine/service.ts';
import type { Expectation } from '../engine/session/expectations.ts';
import type { ReplacedContent } from '../engine/session/session.ts';
import { createMountedService } from '../mounted/service.ts';
import { readAllowance } from '../session-handle/read-expectation.ts';

/** The content of a mock: everything that is read from its files. */
export interface Content {
  readonly people: Part<PeopledCampus>;
  /** The mounted documents by name. */
  readonly documents: ReadonlyMap<string, Part<Contract>>;
  readonly apiServices: readonly Service[];
  readonly mounted: readonly Service[];
  /** All of both. */
  readonly services: readonly Service[];
  /** The violations that the options allow in every session. */
  readonly allowed: readonly Expectation[];
}

/** A value, and what it was made from. */
interface Part<T> {
  readonly value: T;
  /** The options that it depends on. */
  readonly key: string;
  readonly files: ReadonlySet<string>;
}

/** How content is loaded again. */
export interface ContentUpdate {
  readonly previous: Content;
  /** The files that were changed since. Parts that depend on none of them are kept. */
  readonly changed: ReadonlySet<string>;
}

/**
 * Reads the fixtures and the mounted documents, and makes the services.
 *
 * @param noteFile called with the absolute path of each file that the content depends on, even if it is missing.
 * @throws {FileError}, {FixtureError} if a file is invalid; {OptionError} if an option does not fit the files.
 */
export function loadContent(options: ServerOptions, noteFile: (file: string) => void, update?: ContentUpdate): Content {
  const { seed, learners, courses, now, awkward, samples, fixtures, specs, allowedFolders } = options;
  const { previous, changed } = update ?? {};

  function partOf<T>(known: Part<T> | undefined, key: unknown, make: (note: (file: string) => void) => T): Part<T> {
    const text = JSON.stringify(key);
    if (known?.key === text && changed?.isDisjointFrom(known.files) === true) {
      for (const file of known.files) noteFile(file);
      return known;
    }
    const files = new Set<string>();
    const value = make((file) => {
      files.add(file);
      noteFile(file);
    });
    return { value, key: text, files };
  }

  const campusKey = [seed, learners, courses, now, awkward, samples, fixtures];
  const people = partOf(previous?.people, campusKey, (note) => {
    for (const file of fixtureFiles(fixtures)) note(file);
    return readCampus(options);
  });
  const documents = new Map(
    Object.entries(specs).map(([name, file]) => [
      name,
      partOf(previous?.documents.get(name), [file, allowedFolders], (note) =>
        readMountedDocument(name, file, { allowedFolders, noteFile: note }),
      ),
    ]),
  );
  const apiServices = options.apis.map((name) => createServiceOf(name, options, people.value));
  const mounted = Array.from(documents.values(), ({ value }) => createMountedService(value, seed));
  const services = [...apiServices, ...mounted];
  const allowed = [
    ...options.allow.map((text) => readAllowance(text, services)),
    ...(options.allowRefusals ? [{ refusals: true }] : []),
  ];
  return { people, documents, apiServices, mounted, services, allowed };
}

function createServiceOf(name: ApiName, options: ServerOptions, people: PeopledCampus): Service {
  const { strict, validateReplies, documentedOnly, variants } = options;
  const file = openContract(name, { documentedOnly });
  const make = (): Service =>
    file.use((contract) =>
      createApiService(name, {
        contract,
        documentedOnly,
        campus: people.campus,
        facts: people.personas[name],
        strict,
        validateReplies,
        choices: variants[name] ?? {},
      }),
    );
  return file.isChecked ? createLateService(name, make) : make();
}

/** The parts of the former content that the new one lacks. */
export function replacedIn(former: Content, { people, documents }: Content): ReplacedContent {
  return {
    isCampusReplaced: people !== former.people,
    documents: [...former.documents].flatMap(([name, part]) => (documents.get(name) === part ? [] : [name])),
  };
}
