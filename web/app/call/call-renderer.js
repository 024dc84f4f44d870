import { bannerFor } from '../../ui/model/connection-text.js';
import { count, displayName } from '../../ui/model/format.js';
import { roomTitle } from '../../ui/model/links.js';
import { isOn, isRecording, personViews, pictureText, receivedBitrate, tilePeople, tileViews } from '../../ui/model/call-views.js';
import { preferences } from '../storage.js';
import { Alone } from './alone.js';
import { canFullscreen, isFullscreen } from './fullscreen.js';

/**
 * @typedef {import('./call-controller.js').CallController} CallController
 */

/**
 * Shows the room as it is now: reads the SDK's objects and the page's own state, and hands each element its view.
 */
export class CallRenderer {
  #call;
  #alone;

  /** @param {CallController} call */
  constructor(call) {
    this.#call = call;
    this.#alone = new Alone(call);
  }

  render() {
    const { element, room, state, everybody } = this.#call;
    const { layout, mirror, hideSelf } = preferences();
    const marks = { pinned: state.pinned, broken: state.broken, spokeAt: state.spokeAt, mirror };
    const people = tilePeople(everybody, marks);
    element.stage.view = { people, tiles: tileViews(everybody, marks), pinned: state.pinned, preference: layout, hideSelf };
    element.audio.voices = this.#voices();
    const broken = everybody.filter((one) => state.broken.has(one.id)).map((one) => displayName(one.name));
    element.banner.view = bannerFor({ signal: state.signalLost, media: broken, others: room.participants.size });
    element.blocked = state.blocked;
    this.#renderFrame(layout);
    const heading = `${roomTitle(room.title, room.name)} · SaleFlow Calls`;
    document.title = room.waiting.length > 0 ? `${count(room.waiting.length, 'person waits', 'people wait')} · ${heading}` : state.unread > 0 ? `(${state.unread}) ${heading}` : heading;
    if (element.panel === 'people') this.#renderPeople(marks);
    if (element.panel === 'health') this.#renderHealth();
    this.#alone.render();
    this.#call.pip.render();
  }

  /** @returns {import('../../ui/audio/audio.js').Voice[]} */
  #voices() {
    return [...this.#call.room.participants.values()].flatMap((participant) => /** @type {const} */ (['microphone', 'screen_share_audio']).flatMap((source) => {
      const track = participant.track(source);
      return track?.mediaStreamTrack ? [{ key: `${participant.id}:${source}`, participantId: participant.id, identity: participant.identity, source, track }] : [];
    }));
  }

  /**
   * The header and the dock.
   * @param {'auto' | 'grid' | 'speaker'} layout
   */
  #renderFrame(layout) {
    const { element, room, state, pip, actions, options, since } = this.#call;
    const own = room.localParticipant;
    const may = (/** @type {import('../../sdk/room/types.js').TrackSource} */ source) => own.canPublish.includes(source);
    const compact = element.compact;
    const phone = matchMedia('(pointer: coarse)').matches;
    const full = { canFullscreen: canFullscreen() && !compact, fullscreen: isFullscreen() };
    element.toggleAttribute('data-embedded', options.embedded);
    element.header.view = {
      ...full, title: roomTitle(room.title, room.name), since, locked: room.info?.locked ?? false, people: room.participants.size + 1,
      recordedBy: [...room.participants.values()].filter(isRecording).map((one) => displayName(one.name)),
      quality: room.health?.level ?? null, layout, canFlip: phone && state.cameras > 1 && isOn(own, 'camera'), canPip: pip.possible,
    };
    element.header.recorder.view = state.recording;
    element.controls.view = {
      microphone: { on: isOn(own, 'microphone'), allowed: may('microphone') },
      camera: { on: isOn(own, 'camera'), allowed: may('camera') },
      share: { on: isOn(own, 'screen_share'), allowed: may('screen_share') && Boolean(navigator.mediaDevices && 'getDisplayMedia' in navigator.mediaDevices) },
      record: { on: state.recording.state !== 'idle', allowed: typeof MediaRecorder === 'function' },
      hand: own.handRaisedAt !== null, panel: element.panel, unread: state.unread, waiting: room.waiting.length,
      canFlip: phone && state.cameras > 1, canPip: pip.possible, canFullscreen: full.canFullscreen, canInvite: actions.canInvite, canEnd: own.role === 'host',
      compact, embedded: options.embedded,
    };
  }

  /** @param {import('../../ui/model/call-views.js').CallMarks} marks */
  #renderPeople(marks) {
    const { room, element, everybody, actions } = this.#call;
    element.people.view = {
      people: personViews(everybody, marks), waiting: room.waiting, role: room.localParticipant.role, locked: room.info?.locked ?? false, lobby: room.info?.lobby ?? false, canInvite: actions.canInvite,
    };
  }

  #renderHealth() {
    const { room, element } = this.#call;
    const people = new Map([...room.participants.values()].map((one) => [one.id, { name: one.name, receiving: pictureText(one), bitrate: receivedBitrate(one) }]));
    element.health.view = { health: room.health, people, topology: room.topology?.kind ?? null };
  }
}
