/** Whether standard output shows colours: it is a terminal, and NO_COLOR (https://no-color.org) is not set. */
export function isOutputColoured(): boolean {
  return process.stdout.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
}
