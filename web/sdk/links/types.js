/**
 * The shapes of a mesh link. Types only; nothing here runs.
 *
 * @typedef {import('../protocol/types.js').DescriptionBody} DescriptionBody
 * @typedef {import('../protocol/types.js').CandidateBody} CandidateBody
 * @typedef {import('../protocol/types.js').MediaSection} MediaSection
 *
 * @typedef {object} RecoveryState
 * @property {boolean} polite waits a little longer, so that both sides seldom restart at the same moment
 * @property {RTCPeerConnectionState} connection
 * @property {boolean} everConnected
 * @property {boolean} reconnecting it was told that media is broken, and not yet that it is whole again
 * @property {number} attempts ICE restarts since the link was last connected or rebuilt
 * @property {number} restartedAt the last ICE restart of ours
 * @property {number} rebuiltAt
 * @property {number | null} silentSince nothing has come since then, although something should
 * @property {number | null} deadline when to do more about it
 * @property {boolean} owed something is to be done as soon as signaling works again
 *
 * @typedef {'restart' | 'rebuild' | 'connected' | 'reconnecting' | 'reconnected'} RecoveryAction
 *
 * @typedef {{type: 'connection', state: RTCPeerConnectionState}
 *   | {type: 'flow', flows: boolean}
 *   | {type: 'negotiated'}
 *   | {type: 'remoteRestarted'}
 *   | {type: 'operationFailed'}
 *   | {type: 'rebuilt'}
 *   | {type: 'networkChanged'}
 *   | {type: 'signalUp'}
 *   | {type: 'timer'}} RecoveryInput `flow`, once a second: whether anything came in the last one (or nothing had to)
 *
 * @typedef {{kind: 'description', body: DescriptionBody} | {kind: 'candidate', body: CandidateBody}} Incoming
 * @typedef {'offer' | 'answer' | 'applyOffer' | 'applyAnswer'} Operation what the RTCPeerConnection is busy with
 *
 * @typedef {{offer: boolean, restart: boolean, mapping: boolean}} Wants reasons for an offer of ours
 *
 * @typedef {object} LinkState
 * @property {boolean} polite
 * @property {number} epoch
 * @property {number} generation
 * @property {number} peer number of the current RTCPeerConnection; results from an older one are ignored
 * @property {boolean} signalUp both ends have a working connection to the server
 * @property {number | null} firstOfferDeadline while we wait for the other side's first offer
 * @property {'stable' | 'have-local-offer'} signaling
 * @property {Operation | null} operation
 * @property {boolean} established an offer and its answer were exchanged on this peer
 * @property {boolean} hasRemoteDescription
 * @property {Incoming[]} inbox not looked at yet, in order
 * @property {CandidateBody[]} remoteCandidates waiting for a remote description
 * @property {(RTCIceCandidateInit | null)[]} localCandidates waiting until their description was sent; null: no more
 * @property {Wants} wants
 * @property {Wants} offered what the unanswered offer is for: wanted again if it is rolled back
 * @property {number | null} answerDeadline
 * @property {string} remoteUfrag
 * @property {RecoveryState} recovery
 *
 * @typedef {{type: 'start', initiate: boolean}
 *   | {type: 'negotiate'}
 *   | {type: 'mappingChanged'}
 *   | {type: 'description', body: DescriptionBody}
 *   | {type: 'candidate', body: CandidateBody}
 *   | {type: 'described', peer: number, sdp: string, tracks: MediaSection[]}
 *   | {type: 'applied', peer: number}
 *   | {type: 'operationFailed', peer: number}
 *   | {type: 'localCandidate', peer: number, candidate: RTCIceCandidateInit | null}
 *   | {type: 'connection', peer: number, state: RTCPeerConnectionState}
 *   | {type: 'flow', flows: boolean}
 *   | {type: 'signal', up: boolean}
 *   | {type: 'networkChanged'}
 *   | {type: 'epoch', epoch: number}
 *   | {type: 'timer'}} LinkInput
 *   `described`: the local offer or answer is set; `applied`: the remote description is
 *
 * @typedef {{type: 'createPeer', peer: number, offerer: boolean}
 *   | {type: 'describe', peer: number, operation: 'offer' | 'answer', restart: boolean}
 *   | {type: 'apply', peer: number, operation: 'applyOffer' | 'applyAnswer', body: DescriptionBody}
 *   | {type: 'addCandidate', peer: number, body: CandidateBody}
 *   | {type: 'sendDescription', body: DescriptionBody}
 *   | {type: 'sendCandidate', body: CandidateBody}
 *   | {type: 'settled', peer: number}
 *   | {type: 'notify', change: 'connected' | 'reconnecting' | 'reconnected' | 'rebuilt'}} LinkAction
 *   `createPeer`: closes the one before; `settled`: directions and tracks of both sides are agreed
 */

export {};
