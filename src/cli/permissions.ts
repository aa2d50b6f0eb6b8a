import { apiNames } from '../apis/index.ts';
import { OptionError, oneOf } from '../config/option-readers.ts';
import type { ServerOptions } from '../config/options.ts';
import { assembleMock } from '../mock.ts';
import type { Permission } from '../inspect/explore/permissions.ts';

/** The arguments of the command permissions. */
export interface PermissionsFlags {
  readonly api?: unknown;
  readonly format?: unknown;
}

/**
 * Prints the result of each operation as each persona, as a table for each API or as JSON.
 *
 * @throws {OptionError} if the API or the format is unknown; {FileError} for a broken file.
 */
export async function showPermissions(
  { api, format = 'markdown' }: PermissionsFlags,
  options: ServerOptions,
): Promise<void> {
  const readFormat = oneOf('markdown', 'json')(format, '--format');
  const only = api === undefined ? undefined : oneOf(...apiNames)(api, '--api');
  if (only !== undefined && !options.apis.includes(only))
    throw new OptionError('--api', `one of ${options.apis.join(', ')}`, api);
  const mock = assembleMock(options, { onDefect: console.error });
  const permissions = (await mock.permissions()).filter((one) => only === undefined || one.api === only);
  console.log(readFormat === 'json' ? JSON.stringify(permissions, null, 2) : formatTables(permissions));
}

function formatTables(permissions: readonly Permission[]): string {
  const tables = Map.groupBy(permissions, ({ api }) => api);
  return Array.from(tables, ([api, cells]) => `## ${api}\n\n${formatTable(cells)}`).join('\n\n');
}

function formatTable(cells: readonly Permission[]): string {
  const operations = [...new Set(cells.map(({ operationId }) => operationId))];
  const rows = Array.from(
    Map.groupBy(cells, ({ persona }) => persona),
    ([persona, ofPersona]) => {
      const outcomes = operations.map((id) => formatCell(ofPersona.find(({ operationId }) => operationId === id)));
      return [persona, ...outcomes];
    },
  );
  const lines = [['persona', ...operations], operations.map(() => '---').concat('---'), ...rows];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function formatCell(cell: Permission | undefined): string {
  if (cell === undefined) return '';
  const { status, reason, records, scope } = cell;
  if (reason !== undefined) return `${status} ${reason}`;
  if (records === undefined) return `${status}${scope === undefined ? '' : ' of its scope'}`;
  const { seen, all } = records;
  return `${status} ${seen === all ? `all ${all}` : `${seen} of ${all}`} records`;
}
