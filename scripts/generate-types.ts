// Writes src/apis/<api>/contract-types.ts: the schemas of specs/<api>.yaml as types, and the values of each operation.
import { writeFile } from 'node:fs/promises';

import { apiNames } from '../src/apis/names.ts';
import { contractTypesOf, typesFileOf } from './contract-types.ts';

for (const api of apiNames) {
  const file = typesFileOf(api);
  await writeFile(file, await contractTypesOf(api));
  console.log(`Wrote ${file}`);
}
