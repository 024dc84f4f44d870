/**
 * The few calls of `docs/api.md` that the page makes.
 */

/** A request that the server refused; `code` is the stable one of `docs/api.md`, or `unreachable`. */
export class ApiError extends Error {
  /**
   * @param {string} code
   * @param {string} message
   * @param {{cause?: unknown}} [options]
   */
  constructor(code, message, options) {
    super(message, options);
    this.name = 'ApiError';
    this.code = code;
  }
}

/** Longer than a slow phone needs, shorter than somebody waits. */
const TIMEOUT_MS = 15_000;

/**
 * @param {string} path
 * @param {{method?: string, body?: unknown, token?: string}} [request]
 * @returns {Promise<Record<string, unknown>>}
 */
async function call(path, request = {}) {
  const { method = 'GET', body, token } = request;
  /** @type {Response} */
  let response;
  /** @type {unknown} */
  let value = null;
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  try {
    response = await fetch(path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      signal: timeout.signal,
    });
    value = await response.json().catch(() => null);
  } catch (cause) {
    throw new ApiError('unreachable', 'The server did not answer.', { cause });
  } finally {
    clearTimeout(timer);
  }
  const answer = /** @type {Record<string, any>} */ (typeof value === 'object' && value !== null ? value : {});
  if (response.ok) return answer;
  const code = answer['error']?.code;
  throw new ApiError(typeof code === 'string' ? code : response.status === 429 ? 'rate_limited' : 'internal', String(answer['error']?.message ?? response.status));
}

/**
 * @param {Record<string, unknown>} answer
 * @param {string} key
 * @returns {string}
 */
function text(answer, key) {
  const value = answer[key];
  if (typeof value !== 'string') throw new ApiError('internal', `The server’s answer has no ${key}.`);
  return value;
}

/**
 * @param {{title?: string, key?: string}} request
 * @returns {Promise<{room: string, hostUrl: string, guestUrl: string}>}
 */
export async function createMeeting({ title, key }) {
  const answer = await call('/v1/meetings', { method: 'POST', body: { ...(title ? { title } : {}), ...(key ? { key } : {}) } });
  const { room } = answer;
  const name = typeof room === 'string' ? room : typeof room === 'object' && room !== null ? text(/** @type {Record<string, unknown>} */ (room), 'name') : '';
  return { room: name, hostUrl: text(answer, 'host_url'), guestUrl: text(answer, 'guest_url') };
}

/**
 * @param {string} room
 * @param {{name: string, code: string | null, device: string}} guest
 * @returns {Promise<{token: string, url: string, role: string}>}
 */
export async function enterAsGuest(room, { name, code, device }) {
  const answer = await call(`/v1/rooms/${encodeURIComponent(room)}/guests`, { method: 'POST', body: { name, ...(code ? { code } : {}), device } });
  return { token: text(answer, 'token'), url: text(answer, 'url'), role: typeof answer['role'] === 'string' ? answer['role'] : 'guest' };
}

/**
 * A guest link made with a host's own token.
 * @param {string} room
 * @param {string} token
 * @returns {Promise<string>}
 */
export async function createInvite(room, token) {
  return text(await call(`/v1/rooms/${encodeURIComponent(room)}/invites`, { method: 'POST', body: { role: 'guest' }, token }), 'url');
}

/**
 * @typedef {object} ClientConfig
 * @property {'open' | 'key' | 'off'} meetingCreation
 * @property {readonly string[]} embedOrigins
 */

/**
 * What this server allows its pages. One that does not answer is taken to allow starting a meeting (it will say no itself) and no embedding.
 * @returns {Promise<ClientConfig>}
 */
export async function clientConfig() {
  try {
    const answer = await call('/v1/client-config');
    const { meeting_creation: creation, embed_origins: origins } = answer;
    return {
      meetingCreation: creation === 'key' || creation === 'off' ? creation : 'open',
      embedOrigins: Array.isArray(origins) ? origins.filter((origin) => typeof origin === 'string') : [],
    };
  } catch {
    return { meetingCreation: 'open', embedOrigins: [] };
  }
}

/**
 * The signaling address of the server that this page came from.
 * @param {{protocol: string, host: string}} location
 * @returns {string}
 */
export function signalingUrl({ protocol, host }) {
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/v1/signal`;
}
