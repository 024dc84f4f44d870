import { Recorder } from '../recording/index.js';

/**
 * @typedef {import('../recording/types.js').SceneParticipant} SceneParticipant
 * @typedef {import('../recording/types.js').SceneLayout} SceneLayout
 * @typedef {import('./participant.js').Participant} Participant
 *
 * @typedef {object} RecordedCall
 * @property {import('./local-participant.js').LocalParticipant} localParticipant
 * @property {import('./roster.js').Roster} roster
 * @property {{info: import('../protocol/types.js').RoomInfo | null}} model
 */

/**
 * Events after which a recording looks or sounds different.
 *
 * @type {ReadonlySet<keyof import('./types.js').RoomEvents>}
 */
const CHANGES_THE_PICTURE = new Set([
  'participantConnected',
  'participantDisconnected',
  'participantUpdated',
  'trackSubscribed',
  'trackUnsubscribed',
  'trackMuted',
  'trackUnmuted',
  'localTrackPublished',
  'localTrackUnpublished',
  'activeSpeakersChanged',
]);

/** Tells the recorder what the call looks and sounds like, whenever that changed. */
export class RecordingFeed {
  recorder = new Recorder();
  #call;
  /** @type {SceneLayout} */
  #layout = 'grid';
  /** @type {string | null} */
  #speakerId = null;

  /**
   * @param {RecordedCall} call
   * @param {import('./types.js').Emit} emit
   */
  constructor(call, emit) {
    this.#call = call;
    this.recorder.on('changed', (change) => emit('recordingChanged', change));
  }

  /** @param {SceneLayout} layout */
  setLayout(layout) {
    this.#layout = layout;
    this.update();
  }

  /** @param {string | null} speakerId who is large in the layout `speaker`; null leaves the last one there */
  setSpeaker(speakerId) {
    this.#speakerId = speakerId ?? this.#speakerId;
    this.update();
  }

  /** @param {keyof import('./types.js').RoomEvents} type of an event that is about to be told */
  follow(type) {
    if (CHANGES_THE_PICTURE.has(type)) this.update();
  }

  update() {
    const { localParticipant, roster, model } = this.#call;
    this.recorder.setScene({
      layout: this.#layout,
      speakerId: this.#speakerId,
      title: model.info?.title || (model.info?.name ?? ''),
      participants: [localParticipant, ...roster.participants.values()].map(sceneOf),
    });
  }

  /** The call is over: what was recorded is completed, and told by the recorder's `finished`. */
  close() {
    if (this.recorder.state === 'idle') return;
    // A failure was told by the recorder's `failed`.
    this.recorder.stop().catch(() => {});
  }
}

/**
 * @param {Participant} participant
 * @returns {SceneParticipant}
 */
function sceneOf(participant) {
  const live = (/** @type {import('../protocol/types.js').TrackSource} */ source) => {
    const track = participant.track(source);
    return track && !track.muted ? track.mediaStreamTrack : null;
  };
  return {
    id: participant.id,
    name: participant.name,
    isLocal: participant.isLocal,
    isSpeaking: participant.isSpeaking,
    camera: live('camera'),
    microphone: live('microphone'),
    screen: live('screen_share'),
    screenAudio: live('screen_share_audio'),
  };
}
