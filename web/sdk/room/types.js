/**
 * The public shapes of a room. Types only; nothing here runs.
 *
 * @typedef {import('../protocol/types.js').RoomInfo} RoomInfo
 * @typedef {import('../protocol/types.js').Topology} Topology
 * @typedef {import('../protocol/types.js').TrackSource} TrackSource
 * @typedef {import('../protocol/types.js').Role} Role
 * @typedef {import('../protocol/types.js').ModerationAction} ModerationAction
 * @typedef {import('../protocol/types.js').WaitingInfo} WaitingInfo
 * @typedef {import('../quality/types.js').Quality} Quality
 * @typedef {import('../quality/types.js').Health} Health
 * @typedef {import('../quality/types.js').QualityAdapted} QualityAdapted
 * @typedef {import('../quality/types.js').TrackSample} TrackSample
 * @typedef {import('../devices/types.js').Device} Device
 * @typedef {import('../devices/types.js').DeviceKind} DeviceKind
 * @typedef {import('../devices/types.js').CaptureFailure} CaptureFailure
 * @typedef {import('../recording/types.js').RecordingState} RecordingState
 * @typedef {import('./participant.js').Participant} Participant
 * @typedef {import('./local-participant.js').LocalParticipant} LocalParticipant
 * @typedef {import('./track.js').Track} Track
 *
 * @typedef {'connecting' | 'waiting' | 'connected' | 'signalReconnecting' | 'disconnected'} RoomState
 *
 * @typedef {object} CaptureOptions devices to open while the room connects; a failure is a `mediaDevicesError`, never a failed join
 * @property {boolean | MediaTrackConstraints} [audio]
 * @property {boolean | MediaTrackConstraints} [video]
 * @property {Partial<import('../devices/types.js').AudioSettings>} [settings]
 *
 * @typedef {object} PreviewLike what `PreviewTracks` is to the room; `take` is called once joined, so that it survives a failed attempt
 * @property {MediaStreamTrack | null} camera
 * @property {MediaStreamTrack | null} microphone
 * @property {() => {camera: MediaStreamTrack | null, microphone: MediaStreamTrack | null}} take
 *
 * @typedef {object} ConnectOptions
 * @property {CaptureOptions} [capture]
 * @property {PreviewLike | null} [preview] tracks that are open already; `capture` then opens only what the preview has not
 * @property {AbortSignal} [signal] ends the attempt, and nothing once `connect` has resolved
 * @property {RTCIceTransportPolicy} [iceTransportPolicy]
 * @property {number} [connectTimeoutMs] until the first answer of the server; 15,000 by default
 * @property {(info: RoomInfo) => void} [onWaiting] called when this person has to wait in the lobby
 * @property {string} [room] the name of the room that is meant: a token for another is refused with `token_wrong_room`
 * @property {string} [client] a name and version for the server's support log, at most 128 bytes
 * @property {Partial<import('../environment.js').Environment>} [environment] parts of the outside world that tests replace
 *
 * @typedef {{participant: Participant}} ParticipantEvent
 * @typedef {{track: Track, participant: Participant, by?: string}} TrackEvent `by`: id of the moderator, or `api`
 *
 * @typedef {<Type extends keyof RoomEvents>(type: Type, payload: RoomEvents[Type]) => void} Emit
 *
 * @typedef {object} RoomEvents
 * @property {{}} connected
 * @property {{room: RoomInfo}} waiting
 * @property {{attempt: number}} signalReconnecting
 * @property {{}} signalReconnected
 * @property {ParticipantEvent} mediaReconnecting
 * @property {ParticipantEvent} mediaReconnected
 * @property {{reason: string, message: string, canRetry: boolean}} disconnected
 * @property {ParticipantEvent} participantConnected
 * @property {{participant: Participant, reason: string}} participantDisconnected
 * @property {ParticipantEvent} participantUpdated
 * @property {TrackEvent} trackPublished
 * @property {TrackEvent} trackUnpublished
 * @property {TrackEvent} trackSubscribed
 * @property {TrackEvent} trackUnsubscribed
 * @property {TrackEvent} trackMuted
 * @property {TrackEvent} trackUnmuted
 * @property {TrackEvent} localTrackPublished
 * @property {TrackEvent} localTrackUnpublished
 * @property {{speakers: Participant[]}} activeSpeakersChanged
 * @property {{participant: Participant, quality: Quality}} connectionQualityChanged
 * @property {QualityAdapted} qualityAdapted
 * @property {{topic: string, body: unknown, participant: Participant, at: number}} dataReceived
 * @property {{text: string, participant: Participant, at: number, id: string}} chatMessage one's own, too
 * @property {{emoji: string, participant: Participant}} reaction one's own, too
 * @property {ParticipantEvent} handRaised
 * @property {ParticipantEvent} handLowered
 * @property {{info: RoomInfo}} roomUpdated
 * @property {{waiting: WaitingInfo[]}} lobbyChanged
 * @property {{topology: Topology}} topologyChanged
 * @property {{devices: Device[]}} devicesChanged
 * @property {CaptureFailure} mediaDevicesError
 * @property {{health: Health}} healthChanged
 * @property {{state: RecordingState, bytes: number, seconds: number}} recordingChanged
 * @property {{token: string}} tokenRefreshed
 * @property {{}} autoplayBlocked
 */

export {};
