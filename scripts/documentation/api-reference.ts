import type { ApiName } from '../../src/apis/index.ts';
import { formatCurl } from '../../src/cli/serve/banner.ts';
import type { Service } from '../../src/engine/service.ts';
import { explainApi } from '../../src/inspect/explain/explain.ts';
import type { ExplainedApi } from '../../src/inspect/explain/explain.ts';
import type { ExplainedResponse } from '../../src/inspect/explain/explain-response.ts';
import type { Known } from '../../src/inspect/explain/explain-schema.ts';
import { createMock } from '../../src/mock.ts';
import type { Parts } from './documents.ts';
import { code, table } from './markdown.ts';

const { services } = createMock();

/** The default address of a server. */
const URL = 'http://127.0.0.1:4010';

/** The generated parts of the page of an API: operations, parameters, credentials, answers and variants. */
export function apiParts(name: ApiName): Parts {
  const service = services.find((one) => one.name === name);
  if (service === undefined) throw new Error(`The API ${name} is not served.`);
  const explained = explainApi([service.contract], name);
  return {
    curl: `\`\`\`sh\n${formatCurl(URL, service.api)}\n\`\`\``,
    operations: operationTable(explained),
    parameters: parameterTable(explained),
    credentials: credentialTable(service),
    refusals: refusalTable(explained),
    variants: service.variants.map(variantText).join('\n\n'),
  };
}

function operationTable({ operations }: ExplainedApi): string {
  const rows = operations.map(({ operationId, method, path, summary, ...known }) => [
    code(operationId),
    code(`${method} ${path}`),
    summary,
    sourceOf(known),
  ]);
  return table(['operation', 'request', 'purpose', 'known from'], rows);
}

function parameterTable({ operations }: ExplainedApi): string {
  const found = new Map<string, readonly string[]>();
  for (const { parameters } of operations) {
    for (const { name, in: place, required, severity, type, description = '', ...known } of parameters) {
      // Documented operations come first, so a parameter that others share with them is shown as they have it.
      if (found.has(`${place} ${name}`)) continue;
      found.set(`${place} ${name}`, [
        code(name),
        place,
        required ? 'yes' : 'no',
        severity,
        `${type}. ${description}`.trim(),
        sourceOf(known),
      ]);
    }
  }
  return table(['parameter', 'in', 'required', 'severity', 'value', 'known from'], [...found.values()]);
}

function credentialTable({ api }: Service): string {
  const rows = api.personas.map(({ name, headers }) => [
    name,
    Object.entries(headers)
      .map(([header, value]) => code(`${header}: ${value}`))
      .join(', '),
  ]);
  return table(['persona', 'headers'], rows);
}

/** Each refusal once: many operations share them. */
function refusalTable({ operations, unmatched }: ExplainedApi): string {
  const responses = [...operations.flatMap((operation) => operation.responses), ...unmatched];
  const refusals = responses.filter(({ status }) => status >= 400).toSorted((one, other) => one.status - other.status);
  const rows = new Map(
    refusals.map((response) => [`${response.status} ${response.description}`, refusalRow(response)]),
  );
  return table(['status', 'reason', 'examples', 'known from'], [...rows.values()]);
}

function refusalRow({ status, description, mediaTypes, ...known }: ExplainedResponse): readonly string[] {
  const examples = new Map(
    mediaTypes.flatMap((mediaType) => mediaType.examples.map((one) => [one.name, one] as const)),
  );
  const shown = Array.from(examples.values(), ({ name, summary }) =>
    summary === undefined ? code(name) : `${code(name)} (${summary})`,
  );
  return [String(status), description, shown.join(', '), sourceOf(known)];
}

function variantText({ name, question, choices, default: byDefault }: Service['variants'][number]): string {
  const rows = choices.map((choice) => [
    `${code(choice.name)}${choice.name === byDefault ? ' (default)' : ''}`,
    choice.meaning,
    `${choice.provenance}: ${choice.source}`,
  ]);
  return [`### ${code(name)}`, question, table(['choice', 'meaning', 'known from'], rows)].join('\n\n');
}

function sourceOf({ provenance, source }: Known): string {
  return source === undefined ? provenance : `${provenance}: ${source}`;
}
