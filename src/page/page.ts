import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler, Router } from 'express';

import { isBuilt, packageFile } from '../config/package-file.ts';
import { refuseForeignHost } from '../server/guard.ts';
import type { GuardOptions } from '../server/guard.ts';
import { loadPackage } from '../late-packages.ts';
import { FRAME_POLICY } from '../server/own-headers.ts';
import { writeReply } from '../server/write/write-reply.ts';
import { PAGE_MEDIA_TYPES, isPageFileName } from './file-names.ts';
import type { PageFileName, PageFiles } from './file-names.ts';

const HTML = 'text/html';

/**
 * The web page, at `/__mock/`, and at `/` for browsers. It is a client of the control API, and has no other access to
 * the server.
 */
export function createPage(guard: GuardOptions): RequestHandler {
  let router: Router | undefined;
  return (request, response, next) => (router ??= createRouter(guard))(request, response, next);
}

function createRouter(guard: GuardOptions): Router {
  const page = loadPackage('express').Router();
  page.use(refuseForeign(guard));
  page.get('/', (request, response, next) => {
    response.vary('Accept');
    if (prefersHtml(request)) showPage(request, response, next);
    else next();
  });
  page.get('/__mock', (request, response, next) => {
    // Relative, because the mock may stand below a path of another server.
    if (request.path.endsWith('/')) showPage(request, response, next);
    else response.redirect(308, '__mock/');
  });
  page.get('/__mock/page/:file', sendFile);
  return page;

  function showPage(...[request, response]: Parameters<RequestHandler>): void {
    const nonce = randomBytes(18).toString('base64');
    response
      .set({
        'Content-Type': `${HTML}; charset=utf-8`,
        'Content-Security-Policy': policyOf(nonce),
        // The fragment has the token of the control API.
        'Referrer-Policy': 'no-referrer',
      })
      .send(
        htmlOf({
          folder: request.path === '/' ? '__mock/page' : 'page',
          nonce,
          pageToken: mayHavePageToken(request, guard) ? guard.pageToken : '',
        }),
      );
  }
}

const sendFile: RequestHandler<{ file: string }> = async ({ params: { file } }, response, next) => {
  if (!isPageFileName(file)) return next();
  const text = await readPageFile(file);
  response.set('Content-Type', PAGE_MEDIA_TYPES[file]).send(text);
};

/** The page is for the host names that the control API accepts. */
function refuseForeign(guard: GuardOptions): RequestHandler {
  return async (request, response, next) => {
    const refusal = isRead(request) && isOfPage(request.originalUrl) ? refuseForeignHost(request, guard) : undefined;
    if (refusal === undefined) next();
    else await writeReply(response, refusal);
  };
}

function isRead({ method = '' }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** The control API has its own guard. */
function isOfPage(url: string): boolean {
  return /^\/(__mock\/?)?(\?.*)?$|^\/__mock\/page\//.test(url);
}

/** A program gets JSON, also if it accepts anything. */
function prefersHtml(request: IncomingMessage): boolean {
  const Negotiator = loadPackage('negotiator');
  return new Negotiator(request).mediaType(['application/json', HTML]) === HTML;
}

/**
 * The page token is for the page itself. A script of the server's own origin, which an answer of an API may have, could
 * fetch the page and read the token, so only a document that a browser opens as such has it. Browsers that send no
 * `Sec-Fetch-Dest` (over plain HTTP beyond loopback) get it if the control API requires the other token as well.
 */
function mayHavePageToken({ headers }: IncomingMessage, { token }: GuardOptions): boolean {
  const { 'sec-fetch-dest': destination } = headers;
  return destination === 'document' || (destination === undefined && token !== undefined);
}

/**
 * Only the one script and style of this answer may run: other files of this origin may be answers of an API. No text can
 * become markup or code.
 */
function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    FRAME_POLICY,
  ].join('; ');
}

function htmlOf(parts: { readonly folder: string; readonly nonce: string; readonly pageToken: string }): string {
  const { folder, nonce, pageToken } = parts;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="lms-mock-page-token" content="${pageToken}">
<title>lms-mock</title>
<link rel="icon" href="${folder}/icon.svg">
<link rel="stylesheet" href="${folder}/page.css" nonce="${nonce}">
<script type="module" src="${folder}/page.js" nonce="${nonce}"></script>
</head>
<body><noscript>This page needs JavaScript. Programs use the control API below /__mock.</noscript></body>
</html>
`;
}

let bundled: Promise<PageFiles> | undefined;

/** Reads a file of the page: from the package, or in the checkout from a bundle that is made once. */
async function readPageFile(name: PageFileName): Promise<string> {
  if (isBuilt()) return readFile(packageFile(`dist/page/${name}`), 'utf8');
  bundled ??= import('./bundle.ts').then(async ({ bundlePage }) => (await bundlePage()).files);
  return (await bundled)[name];
}
