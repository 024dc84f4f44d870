import { initialRecovery, reduceRecovery } from './recovery.js';

/**
 * @typedef {import('./types.js').LinkState} LinkState
 * @typedef {import('./types.js').LinkInput} LinkInput
 * @typedef {import('./types.js').LinkAction} LinkAction
 * @typedef {import('./types.js').RecoveryInput} RecoveryInput
 * @typedef {import('../protocol/types.js').DescriptionBody} DescriptionBody
 * @typedef {import('../protocol/types.js').CandidateBody} CandidateBody
 */

/** For the participant who came later to send the first offer; then the earlier one does. */
const FIRST_OFFER_MS = 5_000;

/** For an offer to be answered. */
const ANSWER_MS = 10_000;

/** Candidates kept for a description that has not come. */
const MAX_CANDIDATES = 256;

/** Messages kept while the RTCPeerConnection is busy. */
const MAX_INBOX = 512;

/**
 * @param {{localId: string, remoteId: string, epoch: number, signalUp: boolean}} options
 * @returns {LinkState}
 */
export function initialLink({ localId, remoteId, epoch, signalUp }) {
  // `docs/signaling.md`, "Who starts a mesh link": ids are ASCII, so the order of UTF-16 units is that of bytes.
  const polite = localId < remoteId;
  return {
    polite,
    epoch,
    generation: 0,
    peer: 0,
    signalUp,
    firstOfferDeadline: null,
    ...freshNegotiation,
    recovery: initialRecovery(polite),
  };
}

/** @type {import('./types.js').Wants} */
const nothing = Object.freeze({ offer: false, restart: false, mapping: false });

/** What a new RTCPeerConnection starts with. */
const freshNegotiation = Object.freeze({
  signaling: /** @type {LinkState['signaling']} */ ('stable'),
  operation: null,
  established: false,
  hasRemoteDescription: false,
  remoteCandidates: [],
  localCandidates: [],
  inbox: [],
  wants: nothing,
  offered: nothing,
  answerDeadline: null,
  remoteUfrag: '',
});

/**
 * One mesh link: perfect negotiation (W3C WebRTC §10.7) with one operation at a time, generations, trickled candidates (RFC 8838)
 * and recovery, as a pure function.
 *
 * Everything that arrives waits in order until the RTCPeerConnection is idle. So a collision is seen at exactly one place: a remote
 * offer while our own is unanswered. The impolite side ignores it; the polite side gives way.
 *
 * @param {LinkState} state
 * @param {LinkInput} input
 * @param {number} now milliseconds
 * @returns {{state: LinkState, actions: LinkAction[]}}
 */
export function reduceLink(state, input, now) {
  const step = new Step(state, now);
  step.handle(input);
  step.advance();
  return { state: step.state, actions: step.actions };
}

/**
 * When a `timer` input is due.
 *
 * @param {LinkState} state
 * @returns {number | null}
 */
export function linkDeadline(state) {
  const times = [state.firstOfferDeadline, state.answerDeadline, state.recovery.deadline].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(.../** @type {number[]} */ (times));
}

/** One reduction: a private copy of the state, and what is to be done. */
class Step {
  /** @type {LinkAction[]} */
  actions = [];

  /**
   * @param {LinkState} state
   * @param {number} now
   */
  constructor(state, now) {
    this.state = { ...state, inbox: [...state.inbox], wants: { ...state.wants } };
    this.now = now;
  }

  /** @param {LinkInput} input */
  handle(input) {
    const { state } = this;
    if ('peer' in input && input.peer !== state.peer) return;
    switch (input.type) {
      case 'start':
        this.createPeer(input.initiate);
        if (!input.initiate) state.firstOfferDeadline = this.now + FIRST_OFFER_MS;
        return;
      case 'negotiate':
        state.wants.offer = true;
        return;
      case 'mappingChanged':
        // The first description will carry it anyway.
        if (state.established || state.operation !== null || state.signaling !== 'stable') state.wants.mapping = true;
        return;
      case 'description':
        return this.receive({ kind: 'description', body: input.body });
      case 'candidate':
        return this.receive({ kind: 'candidate', body: input.body });
      case 'described':
        return this.described(input.sdp, input.tracks);
      case 'applied':
        return this.applied();
      case 'operationFailed':
        // A description that this browser cannot use, or a browser in an unexpected state: only a new start is sure to help.
        state.operation = null;
        return this.recover({ type: 'operationFailed' });
      case 'localCandidate':
        return this.localCandidate(input.candidate);
      case 'connection':
        return this.recover({ type: 'connection', state: input.state });
      case 'flow':
        return this.recover({ type: 'flow', flows: input.flows });
      case 'signal':
        return this.signalChanged(input.up);
      case 'networkChanged':
        return this.recover({ type: 'networkChanged' });
      case 'epoch':
        state.epoch = input.epoch;
        // What is under way bears the old epoch and will be refused.
        if (state.signaling !== 'stable' || state.operation !== null) this.rebuild();
        return;
      case 'timer':
        return this.timer();
    }
  }

  /** @param {LinkAction} action */
  do(action) {
    this.actions.push(action);
  }

  /** @param {RecoveryInput} input */
  recover(input) {
    const { state } = this;
    const { recovery, actions } = reduceRecovery(state.recovery, input, this.now, state.signalUp);
    state.recovery = recovery;
    for (const action of actions) {
      switch (action) {
        case 'restart':
          state.wants.restart = true;
          break;
        case 'rebuild':
          this.rebuild();
          break;
        case 'connected':
        case 'reconnecting':
        case 'reconnected':
          this.do({ type: 'notify', change: action });
          break;
      }
    }
  }

  // Life of the RTCPeerConnection

  /** @param {boolean} offerer */
  createPeer(offerer) {
    const { state } = this;
    const { inbox } = state;
    Object.assign(state, freshNegotiation, { inbox, wants: { ...nothing, offer: offerer } });
    state.peer += 1;
    state.firstOfferDeadline = null;
    this.do({ type: 'createPeer', peer: state.peer, offerer });
  }

  /** A new RTCPeerConnection on both sides. */
  rebuild() {
    this.state.generation += 1;
    this.state.inbox = [];
    this.createPeer(true);
    this.recover({ type: 'rebuilt' });
    this.do({ type: 'notify', change: 'rebuilt' });
  }

  // What arrives

  /** @param {import('./types.js').Incoming} incoming */
  receive(incoming) {
    const { state } = this;
    if (incoming.body.epoch !== state.epoch || incoming.body.generation < state.generation) return;
    if (state.inbox.length < MAX_INBOX) state.inbox.push(incoming);
  }

  /** Goes on with what waits, as long as the RTCPeerConnection is idle. */
  advance() {
    const { state } = this;
    while (state.operation === null) {
      const next = state.inbox.shift();
      if (next === undefined) break;
      if (next.kind === 'description') this.description(next.body);
      else this.candidate(next.body);
    }
    if (state.operation === null) this.offerIfWanted();
  }

  /** @param {DescriptionBody} body */
  description(body) {
    const { state } = this;
    if (body.generation < state.generation) return;
    switch (body.sdp_type) {
      case 'offer':
        return this.remoteOffer(body);
      case 'answer':
        // An answer to an offer of another generation, or of a peer that we have given up.
        if (body.generation > state.generation || state.signaling !== 'have-local-offer') return;
        return this.apply('applyAnswer', body);
      case 'rollback':
        // A remote offer is applied and answered in one go, so there is never one left to take back.
        return;
    }
  }

  /** @param {DescriptionBody} body */
  remoteOffer(body) {
    const { state } = this;
    const collides = state.signaling === 'have-local-offer';
    if (body.generation > state.generation) {
      state.generation = body.generation;
      this.createPeer(false);
      this.recover({ type: 'rebuilt' });
    } else if (collides && !state.polite) {
      return;
    } else if (collides && !state.established) {
      // Rolling back a first offer would leave its m-sections behind: a fresh peer takes those of the offer, and nothing is lost yet.
      this.createPeer(false);
    } else if (collides) {
      // setRemoteDescription rolls our offer back by itself (RFC 9429 §4.1.10.2); what it was for is still wanted.
      state.wants = either(state.wants, state.offered);
      state.signaling = 'stable';
      state.answerDeadline = null;
    }
    state.firstOfferDeadline = null;
    this.apply('applyOffer', body);
  }

  /**
   * @param {'applyOffer' | 'applyAnswer'} operation
   * @param {DescriptionBody} body
   */
  apply(operation, body) {
    const { state } = this;
    state.operation = operation;
    const ufrag = /^a=ice-ufrag:(.*)$/mu.exec(body.sdp)?.[1]?.trim() ?? '';
    const restarted = operation === 'applyOffer' && state.remoteUfrag !== '' && ufrag !== state.remoteUfrag;
    state.remoteUfrag = ufrag;
    if (restarted) {
      // The other side was faster: its restart renews both ends.
      state.wants.restart = false;
      this.recover({ type: 'remoteRestarted' });
    }
    this.do({ type: 'apply', peer: state.peer, operation, body });
  }

  applied() {
    const { state } = this;
    const { operation } = state;
    state.operation = null;
    state.hasRemoteDescription = true;
    for (const body of state.remoteCandidates) this.do({ type: 'addCandidate', peer: state.peer, body });
    state.remoteCandidates = [];
    if (operation === 'applyAnswer') return this.settled();
    state.operation = 'answer';
    this.do({ type: 'describe', peer: state.peer, operation: 'answer', restart: false });
  }

  settled() {
    const { state } = this;
    state.signaling = 'stable';
    state.established = true;
    state.answerDeadline = null;
    this.do({ type: 'settled', peer: state.peer });
    this.recover({ type: 'negotiated' });
  }

  /** @param {CandidateBody} body */
  candidate(body) {
    const { state } = this;
    if (body.generation !== state.generation) return;
    if (state.hasRemoteDescription) this.do({ type: 'addCandidate', peer: state.peer, body });
    else if (state.remoteCandidates.length < MAX_CANDIDATES) state.remoteCandidates = [...state.remoteCandidates, body];
  }

  // What is sent

  offerIfWanted() {
    const { state } = this;
    const { wants } = state;
    if (state.signaling !== 'stable' || state.firstOfferDeadline !== null || !state.signalUp || state.peer === 0) return;
    if (!wants.offer && !wants.restart && !wants.mapping) return;
    state.operation = 'offer';
    this.do({ type: 'describe', peer: state.peer, operation: 'offer', restart: wants.restart });
    state.offered = wants;
    state.wants = { ...nothing };
  }

  /**
   * @param {string} sdp
   * @param {import('../protocol/types.js').MediaSection[]} tracks
   */
  described(sdp, tracks) {
    const { state } = this;
    const type = state.operation === 'offer' ? 'offer' : 'answer';
    state.operation = null;
    const { epoch, generation } = state;
    this.do({ type: 'sendDescription', body: { epoch, generation, sdp_type: type, sdp, tracks } });
    // The tracks are those of this moment: nothing that changed until now needs another offer.
    state.wants.mapping = false;
    for (const candidate of state.localCandidates) this.sendCandidate(candidate);
    state.localCandidates = [];
    if (type === 'answer') return this.settled();
    state.signaling = 'have-local-offer';
    state.answerDeadline = this.now + ANSWER_MS;
  }

  /** @param {RTCIceCandidateInit | null} candidate */
  localCandidate(candidate) {
    const { state } = this;
    // A candidate must not overtake the description that it belongs to.
    if (state.operation === 'offer' || state.operation === 'answer') state.localCandidates = [...state.localCandidates, candidate];
    else this.sendCandidate(candidate);
  }

  /** @param {RTCIceCandidateInit | null} candidate */
  sendCandidate(candidate) {
    const { epoch, generation } = this.state;
    /** @type {CandidateBody} */
    const body = { epoch, generation, candidate: candidate?.candidate ?? '' };
    if (typeof candidate?.sdpMid === 'string') body.sdp_mid = candidate.sdpMid;
    if (typeof candidate?.sdpMLineIndex === 'number') body.sdp_m_line_index = candidate.sdpMLineIndex;
    if (typeof candidate?.usernameFragment === 'string') body.username_fragment = candidate.usernameFragment;
    this.do({ type: 'sendCandidate', body });
  }

  // Time and circumstances

  /** @param {boolean} up */
  signalChanged(up) {
    const { state } = this;
    if (state.signalUp === up) return;
    state.signalUp = up;
    if (!up) return;
    if (state.answerDeadline !== null) state.answerDeadline = this.now + ANSWER_MS;
    this.recover({ type: 'signalUp' });
  }

  timer() {
    const { state } = this;
    if (state.firstOfferDeadline !== null && this.now >= state.firstOfferDeadline) {
      // The peer was made to answer, so it has no m-sections of its own: one that offers takes its place.
      this.createPeer(true);
    }
    if (state.answerDeadline !== null && this.now >= state.answerDeadline) {
      if (state.signalUp) this.rebuild();
      else state.answerDeadline = this.now + ANSWER_MS;
    }
    this.recover({ type: 'timer' });
  }
}

/**
 * @param {import('./types.js').Wants} left
 * @param {import('./types.js').Wants} right
 * @returns {import('./types.js').Wants}
 */
function either(left, right) {
  return { offer: left.offer || right.offer, restart: left.restart || right.restart, mapping: left.mapping || right.mapping };
}
