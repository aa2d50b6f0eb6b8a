/**
 * Packages that take long to load, and that many users of a mock never need. Each is loaded when it is first used: a test
 * file that creates a mock waits for none of them.
 */
import { createRequire } from 'node:module';
import type Cors from 'cors';
import type Express from 'express';
import type Negotiator from 'negotiator';
import type GetRawBody from 'raw-body';
import type * as XmlBuilder from 'xmlbuilder2';
import type * as Yaml from 'yaml';

const load = createRequire(import.meta.url);

export function loadCors(): typeof Cors {
  const cors: typeof Cors = load('cors');
  return cors;
}

export function loadExpress(): typeof Express {
  const express: typeof Express = load('express');
  return express;
}

export function loadNegotiator(): typeof Negotiator {
  const negotiator: typeof Negotiator = load('negotiator');
  return negotiator;
}

export function loadRawBody(): typeof GetRawBody {
  const getRawBody: typeof GetRawBody = load('raw-body');
  return getRawBody;
}

export function loadXmlBuilder(): typeof XmlBuilder {
  const xmlBuilder: typeof XmlBuilder = load('xmlbuilder2');
  return xmlBuilder;
}

/** The parser of YAML. A package that was built doesn't need it for its own files. */
export function loadYaml(): typeof Yaml {
  const yaml: typeof Yaml = load('yaml');
  return yaml;
}
