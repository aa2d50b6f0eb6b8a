import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Answer } from '../exchange.ts';
import { versionOf } from '../machine.ts';
import type { Recipe } from '../server.ts';

/** The input of a peer to answer one documented request. */
export interface PeerTask {
  readonly api: string;
  /** Without its query. */
  readonly path: string;
  /** The headers that the request must have. */
  readonly headerNames: readonly string[];
  readonly reply: Answer;
  /** A folder for files. */
  readonly folder: string;
}

/** Another mock or validator; undefined if it can't answer the request. */
export type Peer = (task: PeerTask) => Promise<Recipe | undefined>;

/** All peers, started as their documentation shows, with their default logs. */
export const peers: readonly Peer[] = [
  async ({ api }) => prism(specOf(api)),
  async ({ api }) => ({
    name: named('@mockoon/cli', 'Mockoon CLI'),
    commandLine: (port) => [
      process.execPath,
      inModules('@mockoon/cli/bin/run.js'),
      'start',
      '--disable-log-to-file',
      '--hostname',
      '127.0.0.1',
      '--port',
      String(port),
      '--data',
      specOf(api),
    ],
  }),
  jsonServer,
  (task) => onExpress('express-openapi-validator', task),
  (task) => onExpress('openapi-backend', task),
  wireMock,
];

/** Prism on a document. */
export function prism(file: string): Recipe {
  const main = inModules('@stoplight/prism-cli/dist/index.js');
  return {
    name: named('@stoplight/prism-cli', 'Prism CLI'),
    commandLine: (port) => [process.execPath, main, 'mock', '-m', 'false', '--port', String(port), file],
  };
}

/** Supports only JSON. Each documented answer is a resource with the vendor's path. */
async function jsonServer({ path, reply, folder }: PeerTask): Promise<Recipe | undefined> {
  if (reply.headers['Content-Type'] !== 'application/json') return undefined;
  const database = await put(folder, 'database.json', { reply: JSON.parse(reply.body) });
  const routes = await put(folder, 'routes.json', { [`${path}*`]: '/reply$1' });
  return {
    name: named('json-server'),
    commandLine: (port) => [
      process.execPath,
      inModules('json-server/lib/cli/bin.js'),
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--routes',
      routes,
      database,
    ],
  };
}

async function onExpress(name: string, { api, path, reply, folder }: PeerTask): Promise<Recipe> {
  const replies = await put(folder, 'replies.json', { [path]: reply });
  const program = fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
  return {
    name: named(name),
    commandLine: (port) => [process.execPath, program, String(port), replies, specOf(api)],
  };
}

/** Does not read OpenAPI, so it gets the path, the required headers and the answer. */
async function wireMock({ path, headerNames, reply, folder }: PeerTask): Promise<Recipe> {
  const { 'Content-Type': contentType = '' } = reply.headers;
  const headers = Object.fromEntries(headerNames.map((name) => [name, { matches: '.+' }]));
  await mkdir(join(folder, 'mappings'), { recursive: true });
  await put(folder, 'mappings/reply.json', {
    request: { method: 'GET', urlPath: path, headers },
    response: { status: reply.status, headers: { 'Content-Type': contentType }, body: reply.body },
  });
  const version = versionOf('wiremock', './');
  const jar = inModules(`wiremock/build/wiremock-standalone-${version}.jar`);
  return {
    name: `WireMock ${version}`,
    commandLine: (port) => [
      'java',
      '-jar',
      jar,
      '--bind-address',
      '127.0.0.1',
      '--port',
      String(port),
      '--root-dir',
      folder,
    ],
  };
}

function named(packageName: string, name = packageName): string {
  return `${name} ${versionOf(packageName, './')}`;
}

async function put(folder: string, name: string, value: unknown): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, JSON.stringify(value));
  return file;
}

function inModules(path: string): string {
  return fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));
}

/** The document of an API. */
export function specOf(api: string): string {
  return fileURLToPath(new URL(`../../specs/${api}.yaml`, import.meta.url));
}
