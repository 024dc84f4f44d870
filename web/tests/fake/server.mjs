/**
 * Serves the page without the real server: `node web/tests/fake/server.mjs PORT`. Same paths and the same Content-Security-Policy, invented answers.
 * `/r/{room}` is the real room page; with `?fake` in the query it gets a fake room (see `main.js`).
 */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../../', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' };
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self' ws: wss:; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/** @param {import('node:http').IncomingMessage} request */
async function answer(request) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const creation = process.env['MEETING_CREATION'] ?? 'open';
  if (url.pathname === '/v1/client-config') return { json: { meeting_creation: creation, embed_origins: [], version: 'fake' } };
  if (url.pathname === '/v1/meetings') {
    const body = await read(request);
    if (creation === 'key' && body.key !== 'opensesame') return { status: 403, json: { error: { code: 'meeting_key_required', message: 'A key is needed.' } } };
    const origin = `http://${request.headers.host}`;
    return { status: 201, json: { room: 'k3xt-z9aq-mm2p', host_url: `${origin}/r/k3xt-z9aq-mm2p?fake#i=HOST`, guest_url: `${origin}/r/k3xt-z9aq-mm2p#i=q7Yb2mXv0LRtNd5e` } };
  }
  if (/^\/v1\/rooms\/[^/]+\/guests$/u.test(url.pathname)) {
    const { code } = await read(request);
    if (code?.startsWith('invite_')) return { status: 410, json: { error: { code, message: '' } } };
    return { status: 201, json: { token: 'a.b.c', expires_at: 0, url: `ws://${request.headers.host}/v1/signal`, identity: 'ana', role: 'guest' } };
  }
  if (/^\/v1\/rooms\/[^/]+\/invites$/u.test(url.pathname)) return { status: 201, json: { id: 'x', code: 'y', url: `http://${request.headers.host}/r/renewal#i=q7Yb2mXv0LRtNd5e` } };
  if (url.pathname === '/') return { file: 'index.html' };
  if (/^\/(r|embed)\//u.test(url.pathname)) return url.searchParams.has('fake') ? { html: (await readFile(`${web}room.html`, 'utf8')).replace('/assets/app/room.js', '/assets/tests/fake/main.js') } : { file: 'room.html' };
  if (url.pathname.startsWith('/assets/')) return { file: normalize(decodeURIComponent(url.pathname.slice(8))).replace(/^(\.\.[/\\])+/u, '') };
  return { status: 404, json: { error: { code: 'not_found', message: '' } } };
}

/** @param {import('node:http').IncomingMessage} request */
async function read(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text || '{}');
}

createServer(async (request, response) => {
  const headers = { 'content-security-policy': POLICY, 'cache-control': 'no-store' };
  const { status = 200, json, html, file } = /** @type {any} */ (await answer(request).catch((error) => ({ status: 500, json: { error: String(error) } })));
  if (file) {
    const found = await stat(web + file).catch(() => null);
    response.writeHead(found?.isFile() ? 200 : 404, { ...headers, 'content-type': TYPES[/** @type {keyof typeof TYPES} */ (extname(file))] ?? 'application/octet-stream' });
    if (found?.isFile()) createReadStream(web + file).pipe(response);
    else response.end();
    return;
  }
  response.writeHead(status, { ...headers, 'content-type': html ? TYPES['.html'] : TYPES['.json'] });
  response.end(html ?? JSON.stringify(json));
}).listen(Number(process.argv[2] ?? 8099), '127.0.0.1');
