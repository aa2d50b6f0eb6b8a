/**
 * Express 5 with openapi-backend in front of ready replies: `node … <port> <replies.json> <spec.yaml>`. It checks each
 * request as it does by default. Quick, because its check of the document knows OpenAPI 3.0 alone.
 */
import express from 'express';
import { readFileSync } from 'node:fs';
import { OpenAPIBackend } from 'openapi-backend';

const [port, file, definition] = process.argv.slice(2);
const replies = JSON.parse(readFileSync(file, 'utf8'));
const api = new OpenAPIBackend({ definition, quick: true });
const send = (_context, request, response) => {
  const { status, headers, body } = replies[request.path];
  response.writeHead(status, headers).end(body);
};
await api.init();
for (const { operationId } of api.getOperations()) api.register(operationId, send);
api.register('validationFail', ({ validation }, _request, response) => response.status(400).json(validation.errors));
api.register('notFound', (_context, _request, response) => response.status(404).json({}));
const app = express();
app.disable('x-powered-by');
app.disable('etag');
app.use((request, response) => api.handleRequest(request, request, response));
app.listen(Number(port), '127.0.0.1');
