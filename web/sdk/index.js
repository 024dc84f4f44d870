/** The public surface of the SDK, as `docs/sdk.md` describes it. */
export { captureScreen, Devices, LevelMeter, PreviewTracks } from './devices/index.js';
export { RoomError } from './errors.js';
export { Recorder, RecordingError } from './recording/index.js';
export { LocalParticipant } from './room/local-participant.js';
export { Participant } from './room/participant.js';
export { Room } from './room/room.js';
export { Track } from './room/track.js';
