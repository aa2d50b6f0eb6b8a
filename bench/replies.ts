import { ask } from './exchange.ts';
import type { Answer, Target } from './exchange.ts';
import { start } from './server.ts';
import { lmsMock } from './subjects.ts';

/** The answers of lms-mock by method and path without query, which the other servers must send, too. */
export async function recordReplies(targets: Iterable<Target>): Promise<Readonly<Record<string, Answer>>> {
  const all = [...targets];
  const [first] = all;
  if (first === undefined) throw new Error('there is no request to record an answer of');
  await using server = await start(lmsMock('--quiet'), first);
  const replies: Record<string, Answer> = {};
  for (const target of all) {
    // The second answer, which a load gets: what was written is there.
    await ask(server.port, target);
    replies[nameOf(target)] = await ask(server.port, target);
  }
  return replies;
}

/** The method and the path of a request, without its query. */
export function nameOf(target: Target): string {
  return `${target.method ?? 'GET'} ${pathOf(target)}`;
}

/** The path of a request, without its query. */
export function pathOf({ path }: Target): string {
  return path.split('?')[0] ?? path;
}
