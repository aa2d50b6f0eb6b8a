/** Decodes texts in a process that can be killed. A decoder that never ends would otherwise block the test. */
import { composeYaml } from '../../../src/config/yaml/yaml.ts';
import { PARTS, FORM, JSON_TYPE, documents, readBody } from '../cases/read-body.ts';

/** The decoders of texts from clients and files. */
export type DecoderName = 'json' | 'form' | 'xml' | 'multipart' | 'yaml';

const BODIES = {
  json: { document: documents.json, type: JSON_TYPE },
  form: { document: documents.form, type: FORM },
  xml: { document: documents.xml, type: 'application/xml' },
  multipart: { document: documents.multipart, type: PARTS },
} as const;

process.on('message', ({ decoder, text }: { readonly decoder: DecoderName; readonly text: string }) => {
  void decode(decoder, text).then(() => process.send?.('decoded'));
});

async function decode(decoder: DecoderName, text: string): Promise<void> {
  if (decoder !== 'yaml') {
    const { document, type } = BODIES[decoder];
    await readBody(document, { body: text, type });
    return;
  }
  const { document, error } = composeYaml(text);
  if (error === undefined) document.toJS({ maxAliasCount: 100 });
}
