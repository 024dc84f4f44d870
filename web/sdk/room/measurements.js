import { createController, QualityMonitor, stepController } from '../quality/index.js';
import { SpeakingPoller } from './speaking/speaking-poller.js';

/**
 * @typedef {import('../links/peer-link.js').PeerLink} PeerLink
 * @typedef {import('../quality/types.js').ExpectedTrack} ExpectedTrack
 * @typedef {import('../quality/types.js').ControllerInput} ControllerInput
 * @typedef {import('../quality/types.js').LinkSample} LinkSample
 * @typedef {import('./track.js').TrackRecord} TrackRecord
 *
 * @typedef {object} MeasuredCall what of the call is measured and told
 * @property {import('../links/mesh.js').Mesh} mesh
 * @property {import('./roster.js').Roster} roster
 * @property {import('./publications.js').Publications} publications
 * @property {import('./participant.js').ParticipantRecord} record
 * @property {import('./local-participant.js').LocalParticipant} localParticipant
 * @property {import('./recording-feed.js').RecordingFeed} recording
 */

const STATISTICS_MS = 1_000;

/**
 * Measures the call while it runs: statistics of every link once a second, from which follow quality and what is sent; and who speaks.
 */
export class Measurements {
  #monitor = new QualityMonitor();
  #controller = createController();
  #speaking;
  #clock;
  #call;
  #emit;
  /** @type {unknown} */
  #timer = null;
  #running = false;

  /**
   * @param {import('../environment.js').Environment} environment
   * @param {MeasuredCall} call
   * @param {import('./types.js').Emit} emit
   */
  constructor(environment, call, emit) {
    this.#clock = environment.clock;
    this.#call = call;
    this.#emit = emit;
    this.#speaking = new SpeakingPoller(environment, {
      others: () => this.#microphones(),
      local: () => this.#localMicrophone(),
      measured: (state, changed) => this.#spoken(state, changed),
    });
  }

  get health() {
    return this.#monitor.health((key) => this.#call.roster.participants.get(key)?.name ?? '');
  }

  start() {
    if (this.#running) return;
    this.#running = true;
    this.#speaking.start();
    this.#schedule();
  }

  stop() {
    this.#running = false;
    this.#speaking.stop();
    if (this.#timer !== null) this.#clock.clearTimer(this.#timer);
    this.#timer = null;
  }

  /** @param {'connected' | 'reconnecting' | 'disconnected'} state of signaling */
  signalChanged(state) {
    this.#monitor.handleSignal(state);
    if (this.#running) this.#emit('healthChanged', { health: this.health });
  }

  /** @param {string} key who left */
  forget(key) {
    this.#monitor.remove(key);
  }

  #schedule() {
    this.#timer = this.#clock.setTimer(() => void this.#measure(), STATISTICS_MS);
  }

  async #measure() {
    const reports = await collectReports(this.#call.mesh.links);
    if (!this.#running) return;
    const now = this.#clock.now();
    for (const { link, report } of reports) this.#handleReport(link, report, now);
    this.#adapt(now);
    this.#setLocalQuality();
    this.#emit('healthChanged', { health: this.health });
    this.#schedule();
  }

  /**
   * @param {PeerLink} link
   * @param {unknown[]} report
   * @param {number} now
   */
  #handleReport(link, report, now) {
    const { roster } = this.#call;
    const record = roster.record(link.key);
    const participant = roster.participants.get(link.key);
    if (record === undefined || participant === undefined) return;
    const tracks = [...this.#sent(link), ...this.#received(link)];
    const { sample, quality, changed } = this.#monitor.handleReport(link.key, report, now, { tracks, state: link.state });
    record.quality = quality;
    if (sample) {
      this.#setTrackSamples(link, sample);
      const mustFlow = tracks.some(({ direction, muted }) => direction === 'receive' && !muted);
      link.handle({ type: 'flow', flows: sample.bytesIn > 0 || !mustFlow });
    }
    if (changed) this.#emit('connectionQualityChanged', { participant, quality });
  }

  /**
   * @param {PeerLink} link
   * @returns {ExpectedTrack[]}
   */
  #sent(link) {
    return [...this.#call.publications.records].map(([source, { info, attachments }]) => ({
      direction: 'send',
      source,
      muted: info.muted || attachments.track === null,
      mid: link.transceiver(source)?.mid ?? undefined,
    }));
  }

  /**
   * @param {PeerLink} link
   * @returns {ExpectedTrack[]}
   */
  #received(link) {
    const received = link.received();
    return [...this.#call.roster.trackRecords(link.key).values()].map(({ info }) => ({
      direction: 'receive',
      source: info.source,
      muted: info.muted,
      mid: received.get(info.id)?.mid,
    }));
  }

  /**
   * @param {PeerLink} link
   * @param {LinkSample} sample
   */
  #setTrackSamples(link, sample) {
    const received = link.received();
    const find = (/** @type {string | null | undefined} */ mid, /** @type {'send' | 'receive'} */ direction) =>
      sample.tracks.find((each) => each.mid === mid && each.direction === direction) ?? null;
    for (const record of this.#call.roster.trackRecords(link.key).values()) {
      const mid = received.get(record.info.id)?.mid;
      record.sample = mid === undefined ? null : find(mid, 'receive');
    }
    for (const [source, record] of this.#call.publications.records) {
      const mid = link.transceiver(source)?.mid;
      if (mid) record.sample = find(mid, 'send') ?? record.sample;
    }
  }

  /** @param {number} now */
  #adapt(now) {
    const { links } = this.#call.mesh;
    const connected = links.filter(({ state }) => state === 'connected');
    const { state, events } = stepController(this.#controller, {
      now,
      links: connected.map(({ key }) => ({ participantId: key, sample: this.#monitor.sample(key) })),
      sources: this.#formats(),
    });
    this.#controller = state;
    // All that are in force, not only what changed: a link may have been made anew.
    for (const { participantId, source, encoding, degradationPreference } of state.targets) {
      links.find(({ key }) => key === participantId)?.setEncoding(source, encoding, degradationPreference);
    }
    for (const event of events) this.#emit('qualityAdapted', event);
  }

  /** @returns {ControllerInput['sources']} */
  #formats() {
    /** @type {ControllerInput['sources']} */
    const formats = {};
    for (const [source, { info, attachments }] of this.#call.publications.records) {
      if (info.muted || attachments.track === null) continue;
      const { width = 0, height = 0, frameRate = 0 } = attachments.track.getSettings();
      formats[source] = { width, height, frameRate };
    }
    return formats;
  }

  #setLocalQuality() {
    const { record, localParticipant } = this.#call;
    const quality = this.#monitor.localQuality;
    const changed = quality.level !== record.quality.level;
    record.quality = quality;
    if (changed) this.#emit('connectionQualityChanged', { participant: localParticipant, quality });
  }

  *#microphones() {
    for (const link of this.#call.mesh.links) {
      const received = link.received();
      for (const { info } of this.#call.roster.trackRecords(link.key).values()) {
        if (info.source === 'microphone') yield { key: link.key, receiver: received.get(info.id)?.receiver ?? null, muted: info.muted };
      }
    }
  }

  #localMicrophone() {
    const { mesh, publications, record } = this.#call;
    const link = mesh.links.find(({ state }) => state === 'connected');
    return {
      key: record.key,
      sender: link?.transceiver('microphone')?.sender ?? null,
      muted: publications.get('microphone')?.muted ?? true,
    };
  }

  /**
   * @param {import('./speaking/reduce-speaking.js').SpeakingState} state
   * @param {boolean} changed
   */
  #spoken({ people, speakers }, changed) {
    const { roster, record, localParticipant } = this.#call;
    for (const [key, { level, isSpeaking }] of people) {
      const each = key === record.key ? record : roster.record(key);
      if (each) Object.assign(each, { audioLevel: level, isSpeaking });
    }
    if (!changed) return;
    const participants = speakers.flatMap((key) => (key === record.key ? localParticipant : roster.participants.get(key)) ?? []);
    this.#call.recording.setSpeaker(participants[0]?.id ?? null);
    this.#emit('activeSpeakersChanged', { speakers: participants });
  }
}

/**
 * @param {PeerLink[]} links
 * @returns {Promise<{link: PeerLink, report: unknown[]}[]>}
 */
async function collectReports(links) {
  const reports = await Promise.all(
    links.map(async (link) => {
      try {
        return { link, report: [...((await link.peer?.getStats()) ?? new Map()).values()] };
      } catch {
        // Closed meanwhile.
        return { link, report: [] };
      }
    }),
  );
  return reports.filter(({ report }) => report.length > 0);
}
