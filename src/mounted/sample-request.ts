import type { OpenAPIV3_1 } from 'openapi-types';

import type { Contract } from '../contract/contract.ts';
import { pointerTo } from '../contract/document.ts';
import type { DocumentReader } from '../contract/document.ts';
import { isJsonType, parseMediaType } from '../contract/body/media-types.ts';
import { toJson } from '../contract/body/to-json.ts';
import type { Operation } from '../contract/operation.ts';
import { sampleOf } from '../contract/schema/sample-value.ts';
import type { SampleMaterial } from '../contract/schema/sample-value.ts';
import type { Showcase } from '../engine/api.ts';

type Parameter = OpenAPIV3_1.ParameterObject;

/** Makes a valid request for an operation from its examples, defaults and schemas, with the required parts only. */
function sampleRequest(contract: Contract, operation: Operation): Showcase {
  const { reader } = contract;
  const material: SampleMaterial = { reader };
  const values = requiredOf(reader, contract, operation).map((each) => ({
    ...each,
    value: sampleOfParameter(material, each),
  }));
  const security = securityOf(reader, contract, operation);
  const textsIn = (place: string): readonly (readonly [string, string])[] => [
    ...values.filter((each) => each.in === place).map(({ name, value }) => [name, textOf(value)] as const),
    ...security.flatMap((each) => (each.in === place ? [[each.name, each.value] as const] : [])),
  ];
  const ofPath = new Map(textsIn('path'));
  const path = operation.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(ofPath.get(name) ?? '1'),
  );
  const query = textsIn('query')
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');
  const cookies = textsIn('cookie')
    .map((pair) => pair.join('='))
    .join('; ');
  const body = bodyOf(material, operation);
  return {
    method: operation.method,
    path: query === '' ? path : `${path}?${query}`,
    headers: {
      ...Object.fromEntries(textsIn('header').filter(([name]) => !/^(accept|content-type)$/i.test(name))),
      ...(cookies === '' ? {} : { Cookie: cookies }),
      ...(body === undefined ? {} : { 'Content-Type': body.mediaType }),
    },
    ...(body === undefined ? {} : { body: body.text }),
  };
}

/** The best example request of a document: a reading one with few parameters. */
export function showcaseOf(contract: Contract): Showcase {
  const operations = [...contract.operations.values()];
  const costOf = ({ method, pathNames, path, responses }: Operation): number => {
    const success = [...responses.values()].find(({ status }) => status < 300);
    const isPlain = success !== undefined && [...success.mediaTypes.keys()].some(isJson);
    return (method === 'GET' ? 0 : 1000) + (isPlain ? 0 : 100) + pathNames.length * 10 + path.length / 100;
  };
  let best = operations[0];
  let least = Number.POSITIVE_INFINITY;
  for (const operation of operations) {
    const cost = costOf(operation);
    if (cost < least) [best, least] = [operation, cost];
    // Stop early, because no other operation can be much better and a document may be large.
    if (cost < 1) break;
  }
  // A document may have only webhooks.
  return best === undefined ? { path: '/' } : sampleRequest(contract, best);
}

function isJson(mediaType: string): boolean {
  return mediaType === '*/*' || isJsonType(parseMediaType(mediaType)?.essence ?? '');
}

function requiredOf(reader: DocumentReader, { document }: Contract, { node, path }: Operation): readonly Parameter[] {
  const owners = [node.value, document.paths?.[path] ?? {}];
  const all = owners.flatMap(({ parameters }) =>
    (Array.isArray(parameters) ? parameters : []).map(
      (each) => reader.resolve<Parameter>(each, pointerTo(node.pointer, 'parameters')).value,
    ),
  );
  const first = new Map([...all].toReversed().map((each) => [`${each.in} ${each.name}`, each]));
  return [...first.values()].filter((each) => each.required === true || each.in === 'path');
}

function sampleOfParameter(material: SampleMaterial, parameter: Parameter): unknown {
  const { example, examples, schema, content } = parameter;
  if (example !== undefined) return example;
  const [first] = Object.values(examples ?? {});
  if (first !== undefined && 'value' in first) return first.value;
  const [inContent] = Object.values(content ?? {});
  return sampleOf(material, schema ?? inContent?.schema ?? {});
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(',');
  return typeof value === 'object' && value !== null ? toJson(value) : String(value);
}

function bodyOf(material: SampleMaterial, { node }: Operation): { mediaType: string; text: string } | undefined {
  if (node.value.requestBody === undefined) return undefined;
  const at = pointerTo(node.pointer, 'requestBody');
  const { value } = material.reader.resolve<OpenAPIV3_1.RequestBodyObject>(node.value.requestBody, at);
  const entries = Object.entries(value.content ?? {});
  const [mediaType, content] = entries.find(([name]) => isJson(name)) ?? entries[0] ?? [];
  if (mediaType === undefined || content === undefined) return undefined;
  const [named] = Object.entries(content.examples ?? {});
  const example =
    named === undefined ? undefined : material.reader.resolve<OpenAPIV3_1.ExampleObject>(named[1], at).value.value;
  const sample: unknown = content.example ?? example ?? sampleOf(material, content.schema ?? {});
  return { mediaType: mediaType === '*/*' ? 'application/json' : mediaType, ...writeBody(mediaType, sample) };
}

const BOUNDARY = 'lms-mock';

function writeBody(mediaType: string, sample: unknown): { readonly text: string; readonly mediaType?: string } {
  if (isJson(mediaType)) return { text: toJson(sample) };
  const members = Object.entries<unknown>(Object(sample)).map(([name, value]) => [name, textOf(value)] as const);
  if (mediaType.startsWith('application/x-www-form-urlencoded'))
    return { text: String(new URLSearchParams(Object.fromEntries(members))) };
  if (!mediaType.startsWith('multipart/')) return { text: textOf(sample) };
  const parts = members.map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return { text: `${parts.join('')}--${BOUNDARY}--\r\n`, mediaType: `${mediaType}; boundary=${BOUNDARY}` };
}

interface SampleCredential {
  readonly in: string;
  readonly name: string;
  readonly value: string;
}

/** Sample credentials. Any value is accepted. */
function securityOf(reader: DocumentReader, { document }: Contract, { node }: Operation): readonly SampleCredential[] {
  const [requirement] = node.value.security ?? document.security ?? [];
  return Object.keys(requirement ?? {}).flatMap((name): SampleCredential[] => {
    const scheme = document.components?.securitySchemes?.[name];
    if (scheme === undefined) return [];
    const at = pointerTo('#/components/securitySchemes', name);
    const { value } = reader.resolve<OpenAPIV3_1.SecuritySchemeObject>(scheme, at);
    if (value.type === 'apiKey') return [{ in: value.in, name: value.name, value: 'any' }];
    const isBasic = value.type === 'http' && value.scheme.toLowerCase() === 'basic';
    const isDigest = value.type === 'http' && value.scheme.toLowerCase() === 'digest';
    const credential = isBasic
      ? `Basic ${Buffer.from('any:any').toString('base64')}`
      : isDigest
        ? 'Digest username="any"'
        : 'Bearer any';
    return [{ in: 'header', name: 'Authorization', value: credential }];
  });
}
