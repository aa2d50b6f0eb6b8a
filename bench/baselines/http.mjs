/** A bare node:http server that sends ready replies: `node http.mjs <port> <replies.json>`. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port, file] = process.argv.slice(2);
const replies = new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8'))));
const server = createServer(({ method, url }, response) => {
  const query = url.indexOf('?');
  const reply = replies.get(`${method} ${query === -1 ? url : url.slice(0, query)}`);
  if (reply === undefined) response.writeHead(404).end();
  else response.writeHead(reply.status, reply.headers).end(reply.body);
});
server.listen(Number(port), '127.0.0.1');
