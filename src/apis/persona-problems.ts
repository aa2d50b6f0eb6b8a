import type { Campus } from '../campus/campus.ts';
import type { FixturePath, FixtureProblem } from '../campus/fixture/fixture-error.ts';
import type { PersonaSecret } from '../engine/caller/persona-secret.ts';
import { apiNames, apis } from './index.ts';
import type { ApiName, Personas } from './index.ts';

/**
 * Finds problems of personas that conform to the schema: two with the same credentials, or unknown names.
 *
 * @param isOwn Whether a path is in the user's file. Of two personas with the same credentials, that one is reported.
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
  const located = secrets.map((one) => ({ ...one, path: pathOf(api, one) }));
  const ownLast = [...located.filter(({ path }) => !isOwn(path)), ...located.filter(({ path }) => isOwn(path))];
  const owners = new Map<string, string>();
  const problems: FixtureProblem[] = [];
  for (const { persona, member, secret, path } of ownLast) {
    const key = `${member} ${secret}`;
    const other = owners.get(key);
    if (other === undefined) owners.set(key, persona);
    else {
      const message = `the ${member} must be unique, but the persona ${other} has it too`;
      problems.push({ path, message });
    }
  }
  return problems;
}

function pathOf(api: ApiName, { persona, member, isMade = false }: PersonaSecret): FixturePath {
  return [api, 'personas', persona, ...(isMade ? [] : [member])];
}
