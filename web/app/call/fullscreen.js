/**
 * Full screen, also on iPhones, which only know it for a video.
 */

/**
 * @typedef {HTMLVideoElement & {webkitEnterFullscreen?: () => void}} PhoneVideo
 */

/** @returns {boolean} */
export function canFullscreen() {
  return document.fullscreenEnabled === true;
}

/** @returns {boolean} */
export function isFullscreen() {
  return document.fullscreenElement !== null;
}

/**
 * @param {HTMLElement} element
 * @param {PhoneVideo | null} video what an iPhone shows instead of the element
 * @returns {Promise<void>}
 */
export async function toggleFullscreen(element, video) {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else if (document.fullscreenEnabled) await element.requestFullscreen({ navigationUI: 'hide' });
    else video?.webkitEnterFullscreen?.();
  } catch {
    // The browser wants a gesture, or the frame may not: the call stays as it is.
  }
}
