/** Stringifies 256 ready objects at a time into a response, from the first again where they are fewer: `node loop.mjs <port> <rows.json> <row count>`. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const AT_A_TIME = 256;

const [port, file, rowCount] = process.argv.slice(2);
const rows = JSON.parse(readFileSync(file, 'utf8'));
// Whoever starts it asks for / to see whether it is there.
createServer(({ url }, response) => void send(response, url === '/' ? AT_A_TIME : Number(rowCount))).listen(
  Number(port),
  '127.0.0.1',
);

async function send(response, wanted) {
  response.setHeader('Content-Type', 'application/json');
  for (let sent = 0; sent < wanted; sent += AT_A_TIME) {
    const from = sent % rows.length;
    if (!response.write(JSON.stringify(rows.slice(from, from + AT_A_TIME)))) await once(response, 'drain');
  }
  response.end();
}
