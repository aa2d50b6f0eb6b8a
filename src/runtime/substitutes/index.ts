/**
 * Substitutes for the modules of Node, for browsers: as much of each as lms-mock and the packages that it uses need. The
 * build bundles this folder with those packages, and resolves `node:` in both to these files and to the packages named
 * in `scripts/build/browser.ts`.
 */
import * as buffer from 'node:buffer';
import events from 'node:events';
import path from 'node:path';
import * as stream from 'node:stream';
import cors from 'cors';
import express from 'express';
import * as busboy from '@fastify/busboy';
import Negotiator from 'negotiator';
import rawBody from 'raw-body';
import * as xmlbuilder2 from 'xmlbuilder2';
import * as yaml from 'yaml';

import * as crypto from './crypto.ts';
import * as fs from './fs.ts';
import * as http from './http.ts';
import * as net from './net.ts';
import { process } from './process.ts';
import * as timers from './timers.ts';
import * as url from './url.ts';
import * as util from './util.ts';
import * as zlib from './zlib.ts';

const packages: Readonly<Record<string, unknown>> = {
  '@fastify/busboy': busboy,
  cors,
  express,
  negotiator: Negotiator,
  'raw-body': rawBody,
  xmlbuilder2,
  yaml,
};

/** Runs a script without a time limit: a browser can't stop code of its own thread. */
class Script {
  runInContext(context: { readonly run: () => void }): void {
    context.run();
  }
}

/** The substitutes by the names of Node's modules, without `node:`. */
export const modules: Readonly<Record<string, object>> = {
  buffer,
  crypto,
  // No connection is made, so no name is looked up.
  dns: { lookup: () => undefined },
  // A signal has no limit of listeners.
  events: Object.assign(events, { setMaxListeners: () => undefined }),
  fs,
  'fs/promises': fs,
  http,
  https: http,
  module: { createRequire: () => (name: string) => packages[name] },
  net,
  os: { networkInterfaces: () => ({}) },
  path,
  process: { ...process, getBuiltinModule: (name: string) => modules[name.replace('node:', '')] },
  stream,
  timers,
  'timers/promises': timers.promises,
  url,
  util,
  vm: { Script, createContext: (context: object) => context },
  zlib,
};
