// Writes the types of each contract, the names of the personas, and the generated parts of docs/.
import { readFile, writeFile } from 'node:fs/promises';

import { apiNames } from '../src/apis/index.ts';
import { allTypesFile, allTypesText, contractTypesOf, typesFileOf } from './contract-types.ts';
import { documents, fillIn } from './documentation/documents.ts';
import { personaNamesFile, personaNamesText } from './persona-names.ts';

for (const api of apiNames) await write(typesFileOf(api), await contractTypesOf(api));
await write(allTypesFile, allTypesText());
await write(personaNamesFile, await personaNamesText());
for (const { file, parts } of documents) await write(file, fillIn(await readFile(file, 'utf8'), parts()));

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, text);
  console.log(`Wrote ${file}`);
}
