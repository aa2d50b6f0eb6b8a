/**
 * Express 5 with express-openapi-validator in front of ready replies: `node … <port> <replies.json> <spec.yaml>`.
 * It checks each request as it does by default; replies are not checked, nor are ours.
 */
import express from 'express';
import { readFileSync } from 'node:fs';
import { middleware } from 'express-openapi-validator';

const [port, file, apiSpec] = process.argv.slice(2);
const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.use(middleware({ apiSpec, validateRequests: true, validateResponses: false }));
for (const [path, { status, headers, body }] of Object.entries(JSON.parse(readFileSync(file, 'utf8')))) {
  app.get(path, (_request, response) => {
    response.writeHead(status, headers).end(body);
  });
}
app.use((error, _request, response, _next) => {
  response.status(error.status ?? 500).json({ message: error.message, errors: error.errors });
});
app.listen(Number(port), '127.0.0.1');
