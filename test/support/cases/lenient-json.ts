import type { Response } from 'supertest';

/** Makes supertest accept a body that has the type JSON but is malformed. The response has the text and no value. */
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
