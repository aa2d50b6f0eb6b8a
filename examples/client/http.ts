import { setTimeout as delay } from 'node:timers/promises';

/** A vendor refused a request. */
export class VendorError extends Error {
  readonly status: number;

  constructor(url: string, status: number, body: string) {
    super(`${url} answered ${status}: ${body.slice(0, 200)}`);
    this.status = status;
  }
}

/** Sends a GET request. After a 429 it is sent again, up to three times in total. */
export async function get(url: string, headers: Readonly<Record<string, string>>): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(url, { headers });
    const body = await response.text();
    if (response.ok) return body;
    if (response.status !== 429 || tries === 3) throw new VendorError(url, response.status, body);
    await delay(Number(response.headers.get('retry-after') ?? 1) * 1000);
  }
}

/** A required environment variable. */
export function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set. Run the tests with: lms-mock check -- <command>`);
  return value;
}
