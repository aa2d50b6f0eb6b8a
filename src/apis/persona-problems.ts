import type { Campus } from '../campus/campus.ts';
import type { FixturePath, FixtureProblem } from '../campus/fixture/fixture-error.ts';
import { secretsOf as helsinkiSecrets } from './helsinki/auth.ts';
import type { Personas } from './index.ts';
import { secretsOf as ispringSecrets, unknownDepartments } from './ispring/auth.ts';
import { secretsOf as moocitSecrets } from './moocit/auth.ts';
import { apiNames } from './names.ts';
import type { ApiName } from './names.ts';
import type { PersonaSecret } from '../engine/caller/persona-secret.ts';
import { secretsOf as stackoneSecrets, unknownAccounts } from './stackone/auth.ts';

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
  const secrets: Readonly<Record<ApiName, readonly PersonaSecret[]>> = {
    moocit: moocitSecrets(personas.moocit),
    stackone: stackoneSecrets(personas.stackone),
    ispring: ispringSecrets(personas.ispring),
    helsinki: helsinkiSecrets(personas.helsinki),
  };
  return [
    ...apiNames.flatMap((api) => sharedSecrets(api, secrets[api], isOwn)),
    ...unknownAccounts(personas.stackone),
    ...unknownDepartments(personas.ispring, campus),
  ];
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
