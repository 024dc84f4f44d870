import { adaptationText } from '../../ui/model/connection-text.js';
import { deviceProblemTitle } from '../../ui/model/device-advice.js';
import { displayName } from '../../ui/model/format.js';
import { isOn } from '../../ui/model/call-views.js';
import { MutedSpeech } from './muted-speech.js';
import { playKnock } from '../sound.js';

/**
 * @typedef {import('./call-controller.js').CallController} CallController
 * @typedef {import('../../ui/toasts/toasts.js').Toast} Toast
 * @typedef {import('../../sdk/index.js').Participant} Participant
 */

/** More joins and leaves than this in a short time are not read out one by one. */
const MOST_ANNOUNCED = 6;

/**
 * What happens in the call, told: shortly on the screen, and to screen readers.
 */
export class Notices {
  #call;
  #announced = 0;
  /** @type {Set<string>} */
  #waiting = new Set();
  /** @type {InstanceType<import('../sdk.js').Sdk['LevelMeter']> | null} */
  #meter = null;
  /** @type {MediaStreamTrack | null} */
  #metered = null;
  #mutedSpeech;

  /** @param {CallController} call */
  constructor(call) {
    this.#call = call;
    this.#mutedSpeech = new MutedSpeech(call.sdk.LevelMeter, () => this.#spokeMuted());
    call.signal.addEventListener('abort', () => this.#mutedSpeech.watch(null));
    this.#listen();
  }

  /** @param {Toast} toast */
  show(toast) {
    this.#call.element.toasts.show(toast);
  }

  /** @param {string} key */
  dismiss(key) {
    this.#call.element.toasts.dismiss(key);
  }

  #listen() {
    const { room, signal } = this.#call;
    const on = /** @type {typeof room.on} */ ((type, listener) => room.on(type, listener, { signal }));
    on('participantConnected', ({ participant }) => this.#come(participant));
    on('participantDisconnected', ({ participant, reason }) => this.#go(participant, reason));
    on('chatMessage', ({ participant, text }) => this.#wrote(participant, text));
    on('handRaised', ({ participant }) => this.#hand(participant));
    on('handLowered', ({ participant: { id } }) => {
      this.dismiss(`hand-${id}`);
      this.#call.tell('raiseHandUpdated', { id, raised: false });
    });
    on('trackMuted', ({ track, participant, by }) => {
      if (participant.isLocal && by && by !== participant.id && track.source === 'microphone') this.#mutedBy(by);
    });
    on('trackPublished', ({ track, participant }) => {
      if (track.source === 'screen_share') this.#say(`${displayName(participant.name)} shares their screen`);
    });
    on('roomUpdated', ({ info }) => this.#say(info.locked ? 'The meeting is locked' : ''));
    on('lobbyChanged', ({ waiting }) => this.#lobby(waiting));
    this.#call.element.addEventListener('sf-panel', () => {
      const { panel } = this.#call.element;
      if (panel === 'chat') this.dismiss('chat');
      if (panel === 'people') for (const id of this.#waiting) this.dismiss(`lobby-${id}`);
    }, { signal });
    on('qualityAdapted', (adapted) => this.#adapted(adapted));
    on('mediaDevicesError', ({ source, reason, advice }) => {
      if (source === 'screen_share' && reason === 'denied') return;
      this.show({ key: `device-${source}`, title: deviceProblemTitle(source, reason), text: advice, icon: 'warning', tone: 'warm', seconds: 15, actions: [{ text: 'Settings', look: 'quiet', run: () => this.#call.settings.open() }] });
    });
    on('signalReconnected', () => this.#say('The server is back'));
    for (const type of /** @type {const} */ (['localTrackPublished', 'localTrackUnpublished', 'trackMuted', 'trackUnmuted', 'devicesChanged', 'connected'])) on(type, () => this.#measure());
    signal.addEventListener('abort', () => this.#meter?.close());
  }

  /**
   * @param {string} text
   * @param {{urgent?: boolean}} [options]
   */
  #say(text, options) {
    if (text !== '') this.#call.element.announcer.say(text, options);
  }

  /**
   * Reads it out unless there is a crowd at the door.
   * @param {string} text
   */
  #sayModerately(text) {
    this.#announced += 1;
    setTimeout(() => {
      this.#announced -= 1;
    }, 5000);
    if (this.#announced <= MOST_ANNOUNCED) this.#say(text);
  }

  /** @param {Participant} participant */
  #come({ id, name }) {
    this.#sayModerately(`${displayName(name)} joined`);
    this.#call.tell('participantJoined', { id, displayName: name });
  }

  /**
   * @param {Participant} participant
   * @param {string} reason
   */
  #go({ id, name }, reason) {
    const shown = displayName(name);
    this.dismiss(`hand-${id}`);
    this.#sayModerately(`${shown} left`);
    this.#call.tell('participantLeft', { id, reason });
    if (reason === 'timeout' || reason === 'slow_consumer') this.show({ key: `left-${id}`, title: `${shown} lost the connection`, text: 'They can come back by themselves.', icon: 'offline' });
    else if (this.#call.room.participants.size === 0 && reason === 'left') this.show({ key: `left-${id}`, title: `${shown} left`, icon: 'people' });
  }

  /**
   * @param {Participant} participant
   * @param {string} text
   */
  #wrote(participant, text) {
    if (participant.isLocal) return;
    const name = displayName(participant.name);
    this.#say(`${name} wrote: ${text.slice(0, 200)}`);
    const { element } = this.#call;
    if (element.panel === 'chat') return;
    this.show({ key: 'chat', title: name, text: text.slice(0, 300), icon: 'chat', actions: [{ text: 'Reply', look: 'quiet', run: () => element.open('chat') }] });
  }

  /** @param {Participant} participant */
  #hand({ id, isLocal, name }) {
    this.#call.tell('raiseHandUpdated', { id, raised: true });
    if (isLocal) {
      this.#say('Your hand is raised');
      return;
    }
    this.#say(`${displayName(name)} raised a hand`);
    this.show({ key: `hand-${id}`, title: `${displayName(name)} raised a hand`, icon: 'hand', tone: 'warm' });
  }

  /** @param {string} by */
  #mutedBy(by) {
    const host = this.#call.room.participants.get(by);
    const who = host ? displayName(host.name) : 'A host';
    this.#say(`${who} muted you`, { urgent: true });
    this.show({
      key: 'muted', title: `${who} muted you`, text: 'Nobody hears you until you switch your microphone on again.', icon: 'microphone-off', tone: 'warm', seconds: 12,
      actions: [{ text: 'Unmute', run: () => this.#call.actions.run('microphone') }],
    });
  }

  /** @param {readonly {id: string, name: string}[]} waiting */
  #lobby(waiting) {
    const now = new Set(waiting.map((person) => person.id));
    for (const id of this.#waiting) if (!now.has(id)) this.dismiss(`lobby-${id}`);
    for (const { id, name } of waiting) {
      if (this.#waiting.has(id)) continue;
      const shown = displayName(name);
      this.#say(`${shown} waits to come in`, { urgent: true });
      void playKnock(this.#call.sdk.Devices.findPreferred('speaker')?.deviceId ?? null).catch(() => {});
      // The list of people, if it is open, has the same buttons.
      if (this.#call.element.panel === 'people') continue;
      this.show({
        key: `lobby-${id}`, title: `${shown} would like to come in`, icon: 'door', tone: 'warm', seconds: null,
        actions: [
          { text: 'Deny', label: `Deny ${shown}`, look: 'quiet', run: () => void this.#call.actions.moderate({ action: 'deny', participant: id }) },
          { text: 'Admit', label: `Admit ${shown}`, run: () => void this.#call.actions.moderate({ action: 'admit', participant: id }) },
        ],
      });
    }
    this.#waiting = now;
  }

  /** @param {import('../../sdk/quality/types.js').QualityAdapted} adapted */
  #adapted(adapted) {
    const text = adaptationText(adapted);
    if (text !== '') this.show({ key: 'quality', title: adapted.restored ? 'Connection recovered' : 'Weak connection', text, icon: 'pulse', tone: adapted.restored ? 'plain' : 'warm' });
  }

  /** Watches the own microphone: how loud it is, and whether anything comes from it at all. */
  #measure() {
    const { room, element, sdk } = this.#call;
    const own = room.state === 'disconnected' || room.state === 'connecting' ? null : room.localParticipant;
    const open = own?.track('microphone')?.mediaStreamTrack ?? null;
    const track = own && isOn(own, 'microphone') ? open : null;
    this.#mutedSpeech.watch(track === null ? open : null);
    if (track !== null) this.dismiss('spoke-muted');
    if (track === this.#metered) return;
    this.#metered = track;
    this.#meter?.close();
    this.#meter = null;
    this.dismiss('silent');
    const button = element.controls.button('microphone');
    button?.removeAttribute('data-heard');
    if (!track) return;
    const meter = new sdk.LevelMeter(track);
    meter.on('level', ({ level, speaking }) => {
      button?.style.setProperty('--level', level.toFixed(2));
      button?.toggleAttribute('data-heard', speaking || level > 0.05);
      this.#call.settings.level(level);
    });
    meter.on('silent', ({ silent }) => this.#silent(silent));
    this.#meter = meter;
  }

  #spokeMuted() {
    this.#say('You are muted', { urgent: true });
    this.show({
      key: 'spoke-muted', title: 'You are muted', text: 'It sounds as if you were speaking. Nobody hears you.', icon: 'microphone-off', tone: 'warm', seconds: 8,
      actions: [{ text: 'Unmute', run: () => this.#call.actions.run('microphone') }],
    });
  }

  /** @param {boolean} silent */
  #silent(silent) {
    this.dismiss('silent');
    if (!silent) return;
    this.show({
      key: 'silent', title: 'Your microphone seems silent', text: 'Nothing comes from it. Is it muted on the headset, or is another one chosen?', icon: 'microphone-off', tone: 'warm', seconds: 20,
      actions: [{ text: 'Settings', look: 'quiet', run: () => this.#call.settings.open() }],
    });
  }
}
