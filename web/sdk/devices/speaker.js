import { devicesFrom } from './inventory.js';

/**
 * Sends the sound of a media element or an AudioContext to a speaker.
 *
 * @param {HTMLMediaElement | AudioContext} sink
 * @param {string} deviceId empty or `default`: the system's default
 * @returns {Promise<boolean>} false where the browser cannot, or the speaker is gone
 */
export async function setSpeaker(sink, deviceId) {
  if (!('setSinkId' in sink)) return false;
  try {
    await sink.setSinkId(deviceId === 'default' ? '' : deviceId);
    return true;
  } catch {
    // Gone or not allowed: the sound goes on where it was, which is what the person needs.
    return false;
  }
}

/**
 * @param {MediaDevices | undefined} mediaDevices
 * @returns {Promise<import('./types.js').Device | null>} null when cancelled, or where there is no such dialog
 */
export async function askForSpeaker(mediaDevices) {
  if (!mediaDevices || !('selectAudioOutput' in mediaDevices)) return null;
  try {
    return devicesFrom([await mediaDevices.selectAudioOutput()])[0] ?? null;
  } catch {
    // The dialog was closed.
    return null;
  }
}
