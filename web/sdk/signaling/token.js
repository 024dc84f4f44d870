/**
 * When a room token expires, as it says itself. Not verified: the server does that; this only tells when trying again is pointless.
 *
 * @param {string} token a JWT (RFC 7519 §4.1.4)
 * @returns {number | null} milliseconds since 1970; null when it cannot be read
 */
export function expiryOf(token) {
  try {
    const payload = (token.split('.')[1] ?? '').replace(/-/gu, '+').replace(/_/gu, '/');
    const octets = Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(octets));
    return Number.isFinite(claims?.exp) ? claims.exp * 1_000 : null;
  } catch {
    return null;
  }
}
