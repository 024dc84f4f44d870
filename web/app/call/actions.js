import { codeOf, errorText } from '../../ui/model/errors.js';
import { displayName } from '../../ui/model/format.js';
import { isOn } from '../../ui/model/call-views.js';
import { confirmAction } from '../../ui/dialog/dialog.js';
import { createInvite } from '../api.js';
import { copyText } from '../clipboard.js';
import { guestLinks } from '../storage.js';
import { toggleFullscreen } from './fullscreen.js';

/**
 * @typedef {import('./call-controller.js').CallController} CallController
 * @typedef {import('../../ui/controls/controls.js').ControlCommand} ControlCommand
 * @typedef {import('../../ui/people/people.js').Moderation} Moderation
 */

/**
 * What people do in a call. Every one may fail, and then says so in a notice; none throws.
 */
export class CallActions {
  #call;
  #busy = new Set();

  /** @param {CallController} call */
  constructor(call) {
    this.#call = call;
    const { element, signal } = call;
    const on = (/** @type {string} */ type, /** @type {(detail: any) => unknown} */ run) => element.addEventListener(type, (event) => void run(/** @type {CustomEvent} */ (event).detail), { signal });
    on('sf-command', (command) => this.run(command));
    on('sf-send', (text) => this.sendChat(text));
    on('sf-reaction', (emoji) => this.#react(emoji));
    on('sf-moderate', (moderation) => this.moderate(moderation));
    on('sf-invite', () => this.copyInvite());
    on('sf-record-pause', () => this.#call.recording.togglePause());
    on('sf-unblock', () => this.#unblock());
    on('sf-fullscreen', (tile) => toggleFullscreen(tile, tile.video));
  }

  get #own() {
    return this.#call.room.localParticipant;
  }

  /** @param {ControlCommand} command */
  run(command) {
    const { element } = this.#call;
    switch (command) {
      case 'microphone': return this.#toggleSource('microphone');
      case 'camera': return this.#toggleSource('camera');
      case 'share': return this.#toggleShare();
      case 'record': return this.#try('record', () => this.#call.recording.toggle());
      case 'hand': return this.#try('hand', () => this.#call.room.setHandRaised(this.#own.handRaisedAt === null));
      case 'reactions': return element.picker.isOpen ? element.picker.close() : element.picker.open();
      case 'chat': return element.open(element.panel === 'chat' ? null : 'chat');
      case 'people': return element.open(element.panel === 'people' ? null : 'people');
      case 'health': return element.open(element.panel === 'health' ? null : 'health');
      case 'layout': return this.#changeLayout();
      case 'fullscreen': return toggleFullscreen(document.documentElement, null);
      case 'pip': return this.#call.pip.toggle();
      case 'settings': return this.#call.settings.open();
      case 'shortcuts': return this.#call.showShortcuts();
      case 'flip': return this.#flip();
      case 'invite': return this.copyInvite();
      case 'end': return this.moderate({ action: 'end' });
      case 'leave': return this.leave();
      case 'close': return this.#closeTop();
    }
  }

  /**
   * A command of the page around; see `model/embed-protocol.js`.
   * @param {string} command
   * @param {string | null} value
   */
  perform(command, value) {
    const { element } = this.#call;
    switch (command) {
      case 'toggleAudio': return this.run('microphone');
      case 'toggleVideo': return this.run('camera');
      case 'toggleShareScreen': return this.run('share');
      case 'toggleChat': return element.open(element.panel === 'chat' ? null : 'chat', { focus: false });
      case 'toggleRaiseHand': return this.run('hand');
      case 'toggleTileView': return this.run('layout');
      case 'pinParticipant': return this.#call.pin(`${value ?? ''}:camera`);
      case 'displayName': return value ? this.#try('name', () => this.#own.update({ name: displayName(value) })) : undefined;
      case 'sendChatMessage': return value ? this.sendChat(value) : undefined;
      case 'hangup': return this.leave();
      default: return undefined;
    }
  }

  /** Hosts can make a guest link; a host who started the meeting here has it already. */
  get canInvite() {
    const { role } = this.#own;
    return role === 'host' || role === 'cohost' || guestLinks.get(this.#call.room.name) !== null;
  }

  /** @returns {Promise<string>} */
  async inviteLink() {
    const { room, options } = this.#call;
    const known = guestLinks.get(room.name);
    if (known) return known;
    const link = await createInvite(room.name, options.token).catch(() => `${location.origin}/r/${room.name}`);
    guestLinks.set(room.name, link);
    return link;
  }

  async copyInvite() {
    const link = await this.inviteLink();
    const copied = await copyText(link);
    this.#call.notices.show(copied
      ? { key: 'invite', title: 'Guest link copied', text: 'Send it to the people you want to meet.', icon: 'check' }
      : { key: 'invite', title: 'Copy this link', text: link, icon: 'link', seconds: 30 });
  }

  async leave() {
    await this.#call.room.leave().catch(() => {});
    // `disconnected` with reason `left` follows; should it not, because the room is gone already, this ends the page's call all the same.
    if (!this.#call.signal.aborted) {
      this.#call.close();
      this.#call.options.ended('left', '');
    }
  }

  /** @param {Moderation} moderation */
  async moderate({ action, ...details }) {
    const { room } = this.#call;
    const name = displayName(room.participants.get(details.participant ?? '')?.name ?? '');
    if (action === 'remove' && !(await confirmAction({ title: `Remove ${name}?`, text: 'They leave the call at once and cannot come back with their link.', action: 'Remove' }))) return;
    if (action === 'end' && !(await confirmAction({ title: 'End the meeting for everyone?', text: 'All people leave the call, and nobody can come back to it.', action: 'End for everyone' }))) return;
    await this.#try(`moderate-${action}-${details.participant ?? ''}`, () => room.moderate(action, details));
  }

  /** @param {string} text */
  async sendChat(text) {
    try {
      await this.#call.room.sendChat(text);
    } catch (error) {
      this.#call.element.chat.failed(text);
      this.#explain(error, 'Your text was not sent');
    }
  }

  /** @param {'microphone' | 'camera'} source */
  #toggleSource(source) {
    const own = this.#own;
    const on = isOn(own, source);
    return this.#try(source, async () => {
      // A muted microphone stays open, so that unmuting is instant; a camera that is off is released, so that its light goes out.
      if (source === 'camera') await own.setEnabled('camera', !on);
      else await own.setMuted('microphone', on);
      this.#call.tell(source === 'camera' ? 'videoMuteStatusChanged' : 'audioMuteStatusChanged', { muted: on });
      this.#call.render();
    });
  }

  #toggleShare() {
    const on = isOn(this.#own, 'screen_share');
    return this.#try('share', async () => {
      if (on) await this.#own.stopScreenShare();
      else await this.#own.shareScreen({ audio: true });
      this.#call.tell('screenSharingStatusChanged', { on: !on });
    });
  }

  /** @param {string} emoji */
  #react(emoji) {
    return this.#try('reaction', () => this.#call.room.sendReaction(emoji));
  }

  #changeLayout() {
    const layout = this.#call.nextLayout();
    const text = { auto: 'Automatic layout', grid: 'Everybody in a grid', speaker: 'The speaker large' }[layout];
    this.#call.notices.show({ key: 'layout', title: text, icon: layout === 'speaker' ? 'spotlight' : 'grid', seconds: 2.5 });
  }

  async #flip() {
    const devices = (await this.#call.sdk.Devices.list()).filter((device) => device.kind === 'camera');
    const current = this.#own.track('camera')?.mediaStreamTrack?.getSettings();
    const wanted = current?.facingMode === 'environment' ? 'user' : 'environment';
    const next = devices.find((device) => device.facing === wanted) ?? devices[(devices.findIndex((device) => device.deviceId === current?.deviceId) + 1) % devices.length];
    if (next) await this.#try('flip', () => this.#call.room.switchDevice('camera', next.deviceId));
    this.#call.render();
  }

  #unblock() {
    this.#call.change({ blocked: false });
    this.#call.room.startPlayback();
  }

  #closeTop() {
    const { element } = this.#call;
    if (element.picker.isOpen) {
      element.picker.close();
      element.controls.button('reactions')?.focus();
    } else {
      element.open(null);
    }
  }

  /**
   * Runs one action at a time of a kind: a second press while the first is under way would undo it.
   * @param {string} key
   * @param {() => Promise<unknown>} action
   */
  async #try(key, action) {
    if (this.#busy.has(key)) return;
    this.#busy.add(key);
    try {
      await action();
    } catch (error) {
      this.#explain(error, null);
    } finally {
      this.#busy.delete(key);
      this.#call.render();
    }
  }

  /**
   * @param {unknown} error
   * @param {string | null} title instead of the error's own
   */
  #explain(error, title) {
    const code = codeOf(error);
    // The person closed the browser's own dialog, or was told by `mediaDevicesError`.
    if (code === 'cancelled' || code === 'device' || code === 'left') return;
    const message = error instanceof Error ? error.message : '';
    const own = errorText(code);
    const isRecording = ['unsupported', 'busy', 'nothing_to_record', 'disk_full', 'storage', 'encoder'].includes(code);
    this.#call.notices.show({ key: `error-${code}`, title: title ?? (isRecording ? 'That did not work' : own.title), text: isRecording ? message : own.text, icon: 'warning', tone: 'alarm' });
  }
}
