/**
 * A bare Express server that sends ready replies: `node express.mjs <port> <replies.json>`. Like all here it is plain
 * JavaScript, so that its start is not charged with the stripping of types.
 */
import express from 'express';
import { readFileSync } from 'node:fs';

const [port, file] = process.argv.slice(2);
const app = express();
// Neither is in what we send.
app.disable('x-powered-by');
app.disable('etag');
for (const [target, { status, headers, body }] of Object.entries(JSON.parse(readFileSync(file, 'utf8')))) {
  const [method, path] = target.split(' ');
  app[method.toLowerCase()](path, (request, response) => {
    // `set` would put a charset behind the media type.
    const send = () => response.writeHead(status, headers).end(body);
    if (method === 'GET') send();
    else request.resume().on('end', send);
  });
}
app.listen(Number(port), '127.0.0.1');
