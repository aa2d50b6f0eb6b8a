import type { Response } from 'supertest';

/** Has supertest take a body that calls itself JSON and is none: the text is there, and no value. */
export function parseLeniently(response: Response, done: (error: Error | null, body: unknown) => void): void {
  let text = '';
  response.setEncoding('utf8');
  response.on('data', (chunk) => (text += String(chunk)));
  response.on('end', () => {
    response.text = text;
    done(null, valueOf(text));
  });
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
