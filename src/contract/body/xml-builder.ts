import { createRequire } from 'node:module';
import type * as XmlBuilder from 'xmlbuilder2';

const load = createRequire(import.meta.url);

/** Starts an XML document. The library is loaded for the first document, so that it doesn't slow the start. */
export function createXml(options: Parameters<typeof XmlBuilder.create>[0] = {}): ReturnType<typeof XmlBuilder.create> {
  const { create }: typeof XmlBuilder = load('xmlbuilder2');
  return create(options);
}
