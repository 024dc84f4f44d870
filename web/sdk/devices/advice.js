/**
 * What a person can do about a device that could not be opened: one or two sentences, for their browser.
 *
 * @param {import('./types.js').CaptureFailure['source']} source
 * @param {import('./types.js').CaptureReason} reason
 * @param {import('./browser-family.js').BrowserFamily} browser
 * @param {string} [message] the browser's own words; tells a dismissed question from a refusal by the operating system
 * @returns {string}
 */
export function adviceFor(source, reason, browser, message = '') {
  if (source === 'screen_share') return screenAdvice(reason, browser);
  const device = source;
  switch (reason) {
    case 'denied':
      return deniedAdvice(device, browser, message);
    case 'missing':
      return `No ${device} was found. Plug one in or switch it on; it will show up here by itself. You can also go on without it.`;
    case 'busy':
      return busyAdvice(device, browser);
    case 'overconstrained':
      return `This ${device} cannot do what was asked of it. Choose another ${device} in the settings.`;
    case 'insecure':
      return `Browsers only open the ${device} on secure pages. Open this page with an address that begins with https://.`;
    case 'unknown':
      return `The ${device} did not start. Reload the page; if that does not help, restart the browser.`;
  }
}

/**
 * @param {string} device
 * @param {import('./browser-family.js').BrowserFamily} browser
 * @param {string} message
 */
function deniedAdvice(device, browser, message) {
  // Chromium: "Permission denied by system", "Permission dismissed".
  if (/by system/i.test(message)) return systemAdvice(device, browser);
  if (/dismissed/i.test(message)) return `The question about the ${device} was closed without an answer. Try again and choose "Allow".`;
  if (browser.system === 'ios') {
    const app = { chromium: 'Chrome', firefox: 'Firefox', safari: 'Safari', other: 'your browser' }[browser.family];
    return browser.family === 'safari'
      ? `Tap the page menu beside the address, then "Website Settings", and allow the ${device}. Then reload the page.`
      : `Open the Settings app, choose ${app} and switch on ${capitalized(device)}. Then reload the page.`;
  }
  switch (browser.family) {
    case 'chromium':
      return browser.system === 'android'
        ? `Tap the icon left of the address, then "Permissions", and allow the ${device}. Then try again.`
        : `Click the icon left of the address and allow the ${device} for this page. Then try again.`;
    case 'firefox':
      return `Click the crossed-out ${device} left of the address and remove the block. Then try again.`;
    case 'safari':
      return `Choose "Settings for This Website" in the Safari menu and allow the ${device}. Then reload the page.`;
    case 'other':
      return `Allow the ${device} for this page in your browser's settings. Then reload the page.`;
  }
}

/**
 * @param {string} device
 * @param {import('./browser-family.js').BrowserFamily} browser
 */
function systemAdvice(device, browser) {
  switch (browser.system) {
    case 'macos':
      return `macOS does not let the browser use the ${device}. Allow it under System Settings, Privacy & Security, ${capitalized(device)}, then restart the browser.`;
    case 'windows':
      return `Windows does not let the browser use the ${device}. Allow it under Settings, Privacy & security, ${capitalized(device)}.`;
    case 'android':
      return `Android does not let the browser use the ${device}. Allow it under Settings, Apps, your browser, Permissions.`;
    case 'ios':
    case 'linux':
    case 'other':
      return `The system does not let the browser use the ${device}. Allow it in the system's privacy settings.`;
  }
}

/**
 * @param {string} device
 * @param {import('./browser-family.js').BrowserFamily} browser
 */
function busyAdvice(device, browser) {
  if (browser.isPhone) return `Another app uses the ${device}, or a phone call is going on. Close it and try again.`;
  return browser.system === 'windows'
    ? `Another program uses the ${device}. Close other calls and camera programs, then try again.`
    : `The ${device} did not start; another program or tab may be using it. Close that one, or unplug the ${device} and plug it in again.`;
}

/**
 * @param {import('./types.js').CaptureReason} reason
 * @param {import('./browser-family.js').BrowserFamily} browser
 */
function screenAdvice(reason, browser) {
  switch (reason) {
    case 'denied':
      return browser.system === 'macos'
        ? 'macOS does not let the browser record the screen. Allow it under System Settings, Privacy & Security, Screen Recording, then restart the browser.'
        : 'The browser is not allowed to record the screen. Allow it in the system\'s privacy settings.';
    case 'missing':
      return browser.isPhone
        ? 'Browsers on phones cannot share the screen. Join from a computer to share.'
        : 'This browser cannot share the screen. A current Chrome, Edge, Firefox or Safari can.';
    case 'busy':
      return 'That window or screen could not be recorded. Choose another one, or share without sound.';
    case 'overconstrained':
      return 'That screen cannot be shared. Choose another window or screen.';
    case 'insecure':
      return 'Browsers only share the screen on secure pages. Open this page with an address that begins with https://.';
    case 'unknown':
      return 'The screen share did not start. Press the button again.';
  }
}

/** @param {string} word */
function capitalized(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
