import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';

import type { Personas } from '../apis/index.ts';
import { FixtureError } from '../campus/fixture/fixture-error.ts';
import type { FixturePath } from '../campus/fixture/fixture-error.ts';
import { parsePinnedFacts } from '../campus/fixture/parse-pinned-facts.ts';
import type { PinnedFacts } from '../campus/pinned/pinned-facts.ts';
import { problemOf } from '../campus/fixture/structure-problem.ts';
import { hasPath, mergeFiles } from './yaml/merge-files.ts';
import { packageFile } from './package-file.ts';
import { readPackageYaml } from './yaml/package-yaml.ts';
import { FileError, readYamlFile } from './yaml/yaml-file.ts';
import type { YamlFile } from './yaml/yaml-file.ts';

/** The fixed facts, which don't depend on the seed: facts of the campus, and personas. */
export interface Fixtures {
  readonly facts: PinnedFacts;
  readonly personas: Personas;
  readonly personasFile: PersonasFile;
}

/** The file of the personas, for messages. */
interface PersonasFile extends Pick<YamlFile, 'locate'> {
  /** Whether the user's own file has a value at a path. */
  isOwn(path: FixturePath): boolean;
}

const CAMPUS_FILE = 'campus.yaml';
const PERSONAS_FILE = 'personas.yaml';

/** The files from which `readFixtures` reads, by their absolute paths. Those of the folder may be missing. */
export function fixtureFiles(folder: string | undefined): readonly string[] {
  const names = [CAMPUS_FILE, PERSONAS_FILE];
  return [
    ...names.map((name) => packageFile(`fixtures/${name}`)),
    ...(folder === undefined ? [] : names.map((name) => resolve(folder, name))),
  ];
}

/**
 * Reads the built-in fixtures, and merges those of a folder into them: a learner, a course or a persona with the same name
 * is merged with the built-in one, and enrolments are added. Without `samples`, the built-in campus.yaml is left out.
 *
 * @throws {FileError} if a file can't be read; {FixtureError} if the facts contradict themselves, or
 * a persona doesn't match the schema.
 */
export function readFixtures({
  fixtures: folder,
  samples,
}: {
  readonly fixtures?: string;
  readonly samples: boolean;
}): Fixtures {
  const own = folder === undefined ? [] : ownFiles(folder);
  const readOwn = (name: string): YamlFile | undefined =>
    folder !== undefined && own.includes(name) ? readYamlFile(join(folder, name)) : undefined;
  const builtIn = samples ? readPackageYaml(`fixtures/${CAMPUS_FILE}`) : EMPTY;
  const campus = layOver(builtIn, readOwn(CAMPUS_FILE), 2);
  const ownPersonas = readOwn(PERSONAS_FILE);
  const personas = layOver(readPackageYaml(`fixtures/${PERSONAS_FILE}`), ownPersonas, 3);
  const schema = (): unknown => (campusSchema ??= readSchema('campus.schema.json'));
  return {
    facts: parsePinnedFacts(campus.value, { schema, ...campus }),
    personas: parsePersonas(personas),
    personasFile: { locate: personas.locate, isOwn: (path) => hasPath(ownPersonas?.value, path) },
  };
}

/** Whether all fixtures are the package's own, as the build has checked them. */
export function areFixturesChecked({ fixtures }: { readonly fixtures?: string }): boolean {
  const files = [CAMPUS_FILE, PERSONAS_FILE].map((name) => readPackageYaml(`fixtures/${name}`));
  return fixtures === undefined && files.every(({ isChecked }) => isChecked === true);
}

function ownFiles(folder: string): readonly string[] {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true)
    throw new FileError(`The fixtures folder ${folder} ${stats === undefined ? 'does not exist' : 'is not a folder'}.`);
  const own = [CAMPUS_FILE, PERSONAS_FILE].filter((name) => existsSync(join(folder, name)));
  if (own.length > 0) return own;
  throw new FileError(
    `The fixtures folder ${folder} must have ${CAMPUS_FILE} or ${PERSONAS_FILE}. Add one, or remove --fixtures.`,
  );
}

function layOver(builtIn: YamlFile, own: YamlFile | undefined, entryDepth: number): YamlFile {
  return own === undefined ? builtIn : mergeFiles(builtIn, own, entryDepth);
}

// Cached for the next mock.
let campusSchema: unknown;
let isPersonas: ValidateFunction<Personas> | undefined;

function readSchema(name: string): unknown {
  return JSON.parse(readFileSync(packageFile(`fixtures/${name}`), 'utf8'));
}

const EMPTY: YamlFile = { value: {}, locate: () => 'the empty fixture' };

function parsePersonas(file: YamlFile): Personas {
  if (file.isChecked === true && isMadeOfPersonas(file.value)) return file.value;
  const accepts = (isPersonas ??= compilePersonas());
  if (accepts(file.value)) return file.value;
  const errors = accepts.errors?.filter(({ keyword }) => keyword !== 'neededAfterMerge') ?? [];
  throw new FixtureError(errors.map(problemOf), file);
}

/** The build has checked the value against the schema. */
function isMadeOfPersonas(value: unknown): value is Personas {
  return typeof value === 'object';
}

function compilePersonas(): ValidateFunction<Personas> {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, meta: false, validateSchema: false });
  ajv.addVocabulary(['enumDescriptions']); // for editors
  // Not `required`, because a file of the user has only the differences, and an editor must accept it.
  ajv.addKeyword({ keyword: 'neededAfterMerge', macro: (names: readonly string[]) => ({ required: names }) });
  return ajv.compile<Personas>(Object(readSchema('personas.schema.json')));
}
