import { spawn } from 'node:child_process';

/** Ends the process group of a command if this process is killed before it can do so. */
export interface Watchdog {
  /** Names the process group. */
  watch(groupId: number): void;
  /** Ends the watchdog. */
  dismiss(): void;
}

/**
 * Its first line of input is the process group. The end of its input without a second line means that this process has
 * gone. The group then has five seconds to end, as with a signal.
 */
const SCRIPT = `
read -r group || group=
[ -n "$group" ] && read -r done && exit
if [ -n "$group" ]; then
  kill -s TERM -- "-$group" 2>/dev/null
  for second in 1 2 3 4 5; do
    kill -s 0 -- "-$group" 2>/dev/null || break
    sleep 1
  done
  kill -s KILL -- "-$group" 2>/dev/null
fi
rm -rf -- "$1"
`;

/**
 * Starts it: a shell that reads from a pipe, in a session of its own, so that Ctrl+C does not reach it. The system closes
 * the pipe however this process ends, by SIGKILL too. Windows has no process groups, so there it does nothing.
 *
 * @param folder to remove if this process is killed.
 */
export function startWatchdog(folder: string): Watchdog {
  if (process.platform === 'win32') return { watch: () => undefined, dismiss: () => undefined };
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'lms-mock-watchdog', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Without a shell, or if it was killed, the command runs without a watchdog.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return {
    watch: (groupId) => void shell.stdin.write(`${groupId}\n`),
    // A second line, whether or not a group was named.
    dismiss: () => void shell.stdin.end('0\n0\n'),
  };
}
