import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adviceFor } from '../../../sdk/devices/advice.js';
import { browserFamily } from '../../../sdk/devices/browser-family.js';
import { captureReason } from '../../../sdk/devices/failure.js';
import { browserError } from './fakes.js';

const AGENTS = /** @type {const} */ ([
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36', 0, 'chromium', 'linux'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0', 0, 'chromium', 'windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 0, 'firefox', 'linux'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15', 0, 'safari', 'macos'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15', 5, 'safari', 'ios'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1', 5, 'chromium', 'ios'],
  ['Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36', 5, 'chromium', 'android'],
  ['', 0, 'other', 'other'],
]);

test('browsers and systems are told apart, an iPad from a Mac too', () => {
  for (const [userAgent, maxTouchPoints, family, system] of AGENTS) {
    const isPhone = system === 'ios' || system === 'android';
    assert.deepEqual(browserFamily({ userAgent, maxTouchPoints }), { family, system, isPhone }, userAgent);
  }
});

test('every exception of a browser has one of six reasons', () => {
  const table = /** @type {const} */ ([
    ['NotAllowedError', 'denied'],
    ['PermissionDeniedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['DevicesNotFoundError', 'missing'],
    ['NotReadableError', 'busy'],
    ['TrackStartError', 'busy'],
    ['AbortError', 'busy'],
    ['OverconstrainedError', 'overconstrained'],
    ['ConstraintNotSatisfiedError', 'overconstrained'],
    ['InsecureContextError', 'insecure'],
    ['TypeError', 'unknown'],
  ]);
  for (const [name, reason] of table) assert.equal(captureReason(browserError(name)), reason, name);
  assert.equal(captureReason(browserError('OverconstrainedError', { constraint: 'deviceId' })), 'missing');
  for (const odd of [null, undefined, 'text', 7]) assert.equal(captureReason(odd), 'unknown');
});

test('every reason has advice in every browser, and none names a device that it is not about', () => {
  const browsers = AGENTS.map(([userAgent, maxTouchPoints]) => browserFamily({ userAgent, maxTouchPoints }));
  for (const browser of browsers) {
    for (const source of /** @type {const} */ (['camera', 'microphone', 'screen_share'])) {
      for (const reason of /** @type {const} */ (['denied', 'missing', 'busy', 'overconstrained', 'insecure', 'unknown'])) {
        const advice = adviceFor(source, reason, browser);
        assert.match(advice, /^(macOS|[A-Z]).{20,}\.$/s);
        if (source === 'camera') assert.doesNotMatch(advice, /microphone|undefined/i);
        if (source === 'microphone') assert.doesNotMatch(advice, /undefined|\bcamera\b(?! programs)/i);
      }
    }
  }
});

test('a refusal by the operating system is not blamed on the page', () => {
  const [, windows, , mac] = AGENTS.map(([userAgent, maxTouchPoints]) => browserFamily({ userAgent, maxTouchPoints }));
  assert.ok(windows && mac);
  assert.match(adviceFor('camera', 'denied', windows, 'Permission denied by system'), /Windows does not let/);
  assert.match(adviceFor('camera', 'denied', mac, 'Permission denied by system'), /macOS does not let/);
  assert.match(adviceFor('camera', 'denied', mac, ''), /Safari menu/);
});
