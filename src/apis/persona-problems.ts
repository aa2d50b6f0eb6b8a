import type { Campus } from '../campus/campus.ts';
import type { FixturePath, FixtureProblem } from '../campus/fixture/fixture-error.ts';
import type { PersonaSecret } from '../engine/caller/persona-secret.ts';
import { apiNames, apis } from './index.ts';
import type { ApiName, Personas } from './index.ts';

/**
 * What is wrong with personas that fit the schema: two with the same credentials, of which the API would know one alone,
 * or one that names what isn't there.
 *
 * @param isOwn says what stands in the user's file: of two that share credentials, that one is to be mended.
 */
export function personaProblems(
  personas: Personas,
  campus: Campus,
  isOwn: (path: FixturePath) => boolean,
): readonly FixtureProblem[] {
  return [
    ...apiNames.flatMap((name) => sharedSecrets(name, secretsOf(name, personas[name]), isOwn)),
    ...apiNames.flatMap((name) => otherProblems(name, personas[name], campus)),
  ];
}

function secretsOf<A extends ApiName>(name: A, facts: Personas[A]): readonly PersonaSecret[] {
  return apis[name].secretsOf(facts);
}

function otherProblems<A extends ApiName>(name: A, facts: Personas[A], campus: Campus): readonly FixtureProblem[] {
  return apis[name].problemsOf?.(facts, campus) ?? [];
}

function sharedSecrets(
  api: ApiName,
  secrets: readonly PersonaSecret[],
  isOwn: (path: FixturePath) => boolean,
): readonly FixtureProblem[] {
  const told = secrets.map((one) => ({ ...one, path: pathOf(api, one) }));
  const ownLast = [...told.filter(({ path }) => !isOwn(path)), ...told.filter(({ path }) => isOwn(path))];
  const owners = new Map<string, string>();
  const problems: FixtureProblem[] = [];
  for (const { persona, member, secret, path } of ownLast) {
    const key = `${member} ${secret}`;
    const other = owners.get(key);
    if (other === undefined) owners.set(key, persona);
    else {
      const message = `the ${member} is that of the persona ${other}, too, and the API would know one of them alone; give each its own`;
      problems.push({ path, message });
    }
  }
  return problems;
}

function pathOf(api: ApiName, { persona, member, isMade = false }: PersonaSecret): FixturePath {
  return [api, 'personas', persona, ...(isMade ? [] : [member])];
}
