/** The entrance of the landing page. */
import '../ui/landing/landing.js';
import { codeOf, errorText } from '../ui/model/errors.js';
import { destinationOf } from '../ui/model/links.js';
import { clientConfig, createMeeting } from './api.js';
import { copyText } from './clipboard.js';
import { offerRecordings } from './page/recordings.js';
import { guestLinks } from './storage.js';

/**
 * @typedef {import('../ui/landing/landing.js').LandingElement} LandingElement
 */

const landing = /** @type {LandingElement} */ (document.createElement('sf-landing'));
document.getElementById('page')?.append(landing);

/** @type {import('../ui/landing/landing.js').LandingView} */
let view = { creation: 'open', phase: 'idle', problem: '', joinProblem: '', meeting: null, keyNeeded: false };

/** @param {Partial<import('../ui/landing/landing.js').LandingView>} changes */
function change(changes) {
  view = { ...view, ...changes };
  landing.view = view;
}

/** @param {{title: string, key: string}} wish */
async function start({ title, key }) {
  if (view.phase === 'starting') return;
  change({ phase: 'starting', problem: '' });
  try {
    const meeting = await createMeeting({ title, key });
    guestLinks.set(meeting.room, meeting.guestUrl);
    change({ phase: 'idle', meeting });
  } catch (error) {
    const code = codeOf(error);
    const asked = code === 'meeting_key_required' && key !== '' ? 'meeting_key_wrong' : code;
    const { title: heading, text } = errorText(asked);
    change({ phase: 'idle', keyNeeded: view.keyNeeded || code.startsWith('meeting_key'), problem: code === 'meeting_key_required' && key === '' ? text : `${heading}. ${text}` });
  }
}

/** @param {string} typed */
function go(typed) {
  const destination = destinationOf(typed, location.origin);
  switch (destination.type) {
    case 'go': location.assign(destination.href); break;
    case 'empty': change({ joinProblem: 'Please paste the link you were sent, or type the name of the meeting.' }); break;
    case 'elsewhere': change({ joinProblem: `That link leads to ${destination.host}. Please open it in the address bar of your browser.` }); break;
    case 'unknown': change({ joinProblem: 'That does not look like a meeting link. Please copy the whole link.' }); break;
  }
}

landing.addEventListener('sf-start', (event) => void start(/** @type {CustomEvent} */ (event).detail));
landing.addEventListener('sf-go', (event) => go(/** @type {CustomEvent<string>} */ (event).detail));
landing.addEventListener('sf-copy', async (event) => landing.copied(await copyText(/** @type {CustomEvent<string>} */ (event).detail)));
landing.addEventListener('sf-again', () => change({ meeting: null }));

change({});
void clientConfig().then(({ meetingCreation }) => change({ creation: meetingCreation, keyNeeded: meetingCreation === 'key' }));
// Only after the page stands: most visitors have no recording, and nobody should wait for the code that looks for one.
void import('../sdk/recording/index.js').then(({ Recorder }) => offerRecordings({ Recorder }, landing.notice));
