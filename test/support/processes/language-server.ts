import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { StreamMessageReader, StreamMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';

/** A file in an editor. */
export interface OpenFile {
  /** The reported problems in order: `line: message`, with lines from 1. */
  readonly problems: readonly string[];
  /** The hover text of the first occurrence of a text. */
  hover(text: string): Promise<string>;
  /** The completions after the first occurrence of a text: labels with their descriptions. */
  complete(behind: string): Promise<Readonly<Record<string, string>>>;
}

/** A client of yaml-language-server. */
export interface Editor extends AsyncDisposable {
  open(path: string, text: string): Promise<OpenFile>;
}

/** Starts yaml-language-server for a folder, and connects to it. */
export async function startEditor(folder: string): Promise<Editor> {
  const program = fileURLToPath(import.meta.resolve('yaml-language-server/bin/yaml-language-server'));
  const server = spawn(process.execPath, [program, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) => items.map(() => null));
  connection.onRequest('client/registerCapability', () => null);
  const waiting = new Map<string, (found: readonly Diagnostic[]) => void>();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: Diagnosed) =>
    waiting.get(uri)?.(diagnostics),
  );
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } },
  });
  await connection.sendNotification('initialized', {});

  return {
    async open(path, text) {
      const uri = pathToFileURL(join(folder, path)).href;
      const diagnosed = new Promise<readonly Diagnostic[]>((resolve) => waiting.set(uri, resolve));
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'yaml', version: 1, text },
      });
      const problems = (await diagnosed).toSorted(({ range: { start: a } }, { range: { start: b } }) =>
        a.line === b.line ? a.character - b.character : a.line - b.line,
      );
      const ask = async (method: string, offset: number): Promise<unknown> =>
        connection.sendRequest(method, { textDocument: { uri }, position: positionOf(text, offset) });
      return {
        problems: problems.map(({ range, message }) => `${range.start.line + 1}: ${message}`),
        async hover(shown) {
          const hover: unknown = await ask('textDocument/hover', text.indexOf(shown) + 1);
          return String(Object(hover).contents?.value);
        },
        async complete(behind) {
          const offered: unknown = await ask('textDocument/completion', text.indexOf(behind) + behind.length);
          const items: readonly Offer[] = Object(offered).items;
          return Object.fromEntries(items.map(({ label, documentation }) => [label, documentation ?? '']));
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await connection.sendRequest('shutdown');
      const exited = once(server, 'exit');
      await connection.sendNotification('exit');
      await exited;
      connection.dispose();
    },
  };
}

interface Diagnostic {
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly message: string;
}

interface Diagnosed {
  readonly uri: string;
  readonly diagnostics: readonly Diagnostic[];
}

interface Offer {
  readonly label: string;
  readonly documentation?: string;
}

function positionOf(text: string, offset: number): { readonly line: number; readonly character: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
