import { problemsOf } from '../../contract/contract.ts';
import type { Persona } from '../../engine/api.ts';
import type { Service } from '../../engine/service.ts';

/** The banner of a server that listens. */
export interface Announcement {
  readonly url: string;
  /** The addresses for other machines, if the server listens on all interfaces. */
  readonly outside: readonly string[];
  readonly token: string | undefined;
  readonly services: readonly Service[];
}

/**
 * The first lines of output: the address, and for each API its credentials and a curl command. Scripts read the address from
 * the first line.
 */
export function formatBanner({ url, outside, token, services }: Announcement): string {
  return [
    `lms-mock listens on ${url}`,
    ...(outside.length === 0 ? [] : [`From other machines: ${outside.join(', ')}. Names must be in --allowed-hosts.`]),
    `Page: ${pageAddress(url, token)}`,
    ...(token === undefined ? [] : [formatToken(url, token)]),
    ...services.map((service) => formatApi(url, service)),
    'Press Ctrl+C to stop.\n',
  ].join('\n\n');
}

/** The address of the page for a browser. The fragment has the token, so no server or log receives it. */
export function pageAddress(url: string, token: string | undefined): string {
  return token === undefined ? `${url}/` : `${url}/#token=${encodeURIComponent(token)}`;
}

/** How to call the control API of a server that needs a token. */
export function formatToken(url: string, token: string): string {
  return `Control API: ${url}/__mock, with the header Authorization: Bearer ${token}`;
}

function formatApi(url: string, { name, api, contract, variants, choices }: Service): string {
  const personas = api.personas.map((persona) => `  ${persona.name.padEnd(26)}${formatHeaders(persona)}`);
  const others = variants.filter((variant) => choices[variant.name] !== variant.default);
  const read = others.map((variant) => `  --variant ${name}.${variant.name}=${choices[variant.name] ?? ''}`);
  const lines = [...read, ...personas, `  ${formatCurl(url, api)}`, ...formatProblems(contract)];
  return [`${contract.title}: ${url}/${name}`, ...lines].join('\n');
}

/** Maximum number of problems of a document in the banner; `explain` lists all. */
const MAX_PROBLEMS = 10;

function formatProblems(contract: Service['contract']): readonly string[] {
  const problems = problemsOf(contract);
  if (problems.length === 0) return [];
  const shown = problems.slice(0, MAX_PROBLEMS).map(({ pointer, problem }) => `    ${pointer}: ${problem}`);
  const more = problems.length - shown.length;
  const rest = more > 0 ? [`    and ${more} more, listed by lms-mock explain ${contract.name}`] : [];
  return ['  Not checked, because it is not understood:', ...shown, ...rest];
}

function formatHeaders({ headers }: Persona): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

/** A curl command that shows what an API is for, with the credentials of its first persona. */
export function formatCurl(url: string, { personas, showcase }: Service['api']): string {
  const headers = Object.entries({ ...personas[0]?.headers, ...showcase.headers });
  const { method = 'GET', body } = showcase;
  const options = [
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...headers.map(([name, value]) => `-H ${quoteForShell(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${quoteForShell(body)}`]),
  ];
  return ['curl', ...options, quoteForShell(`${url}${showcase.path}`)].join(' ');
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
