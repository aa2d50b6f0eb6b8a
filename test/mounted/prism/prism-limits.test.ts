import { afterAll, describe, expect, test } from 'vitest';

import { judgesOf } from '../../support/judges/judge-mounted.ts';
import type { Judges } from '../../support/judges/judge-mounted.ts';
import { PARAMETER_DIFFERENCES } from '../../support/cases/parameter-differences.ts';
import { BODY_LIMITS } from './body-limits.ts';
import { SCHEMAS, SCHEMES, withParameters } from './limit.ts';
import type { PrismLimit, Version } from './limit.ts';
import { OTHER_LIMITS } from './other-limits.ts';
import { SCHEMA_LIMITS } from './schema-limits.ts';

/** Mounted documents can have lists below deepObject, so Prism is right about this case. */
const LIST_BELOW = 'an undeclared member that is sent twice';
const ofParameters = PARAMETER_DIFFERENCES.flatMap(({ title, parameter, ours, prism, why, ...sent }): PrismLimit[] => {
  // This case would need a GET with a body.
  if (sent.headers?.['content-length'] !== undefined || title === LIST_BELOW) return [];
  const isInPath = parameter.in === 'path';
  const behind = (sent.path ?? (isInPath ? '/things/1' : '')).replace('/things', '');
  const target = sent.query === undefined ? behind : `${behind}?${sent.query}`;
  return [
    {
      title: `${title} (${parameter.in})`,
      why,
      ...(isInPath && { template: '/{id}' }),
      operation: withParameters(parameter),
      sent: { target, ...(sent.headers && { headers: sent.headers }) },
      right: ours === 'throws' ? 'refuses' : ours,
      ...(prism === 'throws' && { prism }),
    },
  ];
});
/**
 * All known cases in which Prism judges a mounted document wrongly. A case fails when Prism is corrected, or when our
 * verdict becomes wrong.
 */
const LIMITS = [...SCHEMA_LIMITS, ...BODY_LIMITS, ...OTHER_LIMITS, ...ofParameters].map((limit, index) => ({
  ...limit,
  version: limit.version ?? ('3.1.0' as const),
  method: limit.method ?? ('requestBody' in limit.operation ? 'POST' : 'GET'),
  base: `/l${index}`,
}));

const HEADS: Readonly<Record<Version, object>> = {
  '2.0': { swagger: '2.0', consumes: ['application/json'] },
  '3.0.3': { openapi: '3.0.3' },
  '3.1.0': { openapi: '3.1.0' },
  '3.2.0': { openapi: '3.2.0' },
};

/** A document with the operations of one version. */
function documentOf(version: Version): object {
  const own = LIMITS.filter((limit) => limit.version === version);
  const anchored = version === '3.1.0' ? { Short: { $anchor: 'short', type: 'string', maxLength: 2 } } : {};
  return {
    ...HEADS[version],
    info: { title: `Limits in ${version}`, version: '1' },
    paths: Object.fromEntries(
      own.map(({ base, template = '', method, operation }) => [
        `${base}${template}`,
        { [method.toLowerCase()]: operation },
      ]),
    ),
    ...(version !== '2.0' && { components: { schemas: { ...SCHEMAS, ...anchored }, securitySchemes: SCHEMES } }),
  };
}

const judges = new Map<Version, Judges>();
for (const version of ['2.0', '3.0.3', '3.1.0', '3.2.0'] as const)
  judges.set(version, await judgesOf(documentOf(version)));
afterAll(async () => {
  for (const each of judges.values()) await each.close();
});

describe('a case that Prism judges wrongly', () => {
  test.for(LIMITS)(
    '$title: right is $right',
    async ({ version, method, base, template = '', sent, reply, ...limit }) => {
      const judge = judges.get(version);
      if (judge === undefined) throw new Error(`no document of ${version}`);
      const place = { method, path: `${base}${template}` };
      const { right, prism = right === 'accepts' ? 'refuses' : 'accepts', why } = limit;
      const request = { method, ...sent, target: `${base}${sent?.target ?? ''}` };
      const ours = reply === undefined ? await judge.request(request) : judge.reply(place, reply);
      const theirs = reply === undefined ? judge.requestByPrism(place, request) : judge.replyByPrism(place, reply);
      expect({ ours, prism: theirs }, why).toEqual({ ours: right, prism });
    },
  );
});
