/**
 * Headings for a camera or microphone that does not work. What to do about it is `advice` of the SDK's error, which knows the browser.
 */

/**
 * @param {string} source `camera` `microphone` `screen_share` `speaker`
 * @param {string} reason `denied` `missing` `busy` `overconstrained` `insecure` `unknown`
 * @returns {string}
 */
export function deviceProblemTitle(source, reason) {
  const device = source === 'screen_share' ? 'screen' : source === 'microphone' || source === 'speaker' ? source : 'camera';
  switch (reason) {
    case 'denied': return device === 'screen' ? 'Your screen is not shared' : `Your ${device} is blocked`;
    case 'missing': return `No ${device} was found`;
    case 'busy': return `Your ${device} is in use elsewhere`;
    case 'overconstrained': return `That ${device} cannot do this`;
    case 'insecure': return `The ${device} needs a secure page`;
    default: return `Your ${device} did not start`;
  }
}

/**
 * The heading when neither camera nor microphone works, for the same reason.
 * @param {string} reason
 * @returns {string}
 */
export function bothProblemTitle(reason) {
  switch (reason) {
    case 'denied': return 'Your camera and microphone are blocked';
    case 'busy': return 'Your camera and microphone are in use elsewhere';
    case 'insecure': return 'Camera and microphone need a secure page';
    default: return 'Your camera and microphone did not start';
  }
}

/**
 * One sentence for the door: what the others will miss, and that one may come in all the same.
 * @param {{camera: boolean, microphone: boolean}} working
 * @returns {string}
 */
export function withoutDevices({ camera, microphone }) {
  if (camera && microphone) return '';
  if (camera) return 'You can go in without a microphone: you will be seen but not heard.';
  if (microphone) return 'You can go in without a camera: you will be heard but not seen.';
  return 'You can go in without either: you will see and hear everyone, and can use the chat.';
}
