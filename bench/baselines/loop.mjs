/** Stringifies the same ready objects again and again into a response: `node loop.mjs <port> <rows.json> <row count>`. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port, file, rowCount] = process.argv.slice(2);
const rows = JSON.parse(readFileSync(file, 'utf8'));
// Whoever starts it asks for / to see whether it is there.
createServer(({ url }, response) => void send(response, url === '/' ? rows.length : Number(rowCount))).listen(
  Number(port),
  '127.0.0.1',
);

async function send(response, wanted) {
  response.setHeader('Content-Type', 'application/json');
  for (let sent = 0; sent < wanted; sent += rows.length) {
    if (!response.write(JSON.stringify(rows))) await once(response, 'drain');
  }
  response.end();
}
