import { createRequire } from 'node:module';
import type * as XmlBuilder from 'xmlbuilder2';

const load = createRequire(import.meta.url);

/** Starts an XML document. The library is loaded with the first one, so that a start does not wait for it. */
export function createXml(options: Parameters<typeof XmlBuilder.create>[0] = {}): ReturnType<typeof XmlBuilder.create> {
  const { create }: typeof XmlBuilder = load('xmlbuilder2');
  return create(options);
}
