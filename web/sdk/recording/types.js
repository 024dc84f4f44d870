/**
 * The shapes of `web/sdk/recording`. Types only; nothing here runs.
 *
 * @typedef {'call' | 'tracks'} RecordingMode
 * @typedef {'idle' | 'starting' | 'recording' | 'paused' | 'stopping'} RecordingState
 * @typedef {'grid' | 'speaker' | 'screen'} SceneLayout `screen`: screens only, nobody beside them
 *
 * @typedef {object} SceneParticipant
 * @property {string} id
 * @property {string} name the caption
 * @property {boolean} isLocal a local camera is mirrored on screen, never in the recording
 * @property {boolean} isSpeaking draws the ring
 * @property {MediaStreamTrack | null} camera null: the placeholder is drawn
 * @property {MediaStreamTrack | null} microphone null: nothing in the mix
 * @property {MediaStreamTrack | null} screen a tile of its own, first in both layouts
 * @property {MediaStreamTrack | null} screenAudio
 *
 * @typedef {object} Scene what the recording shows and plays, replaced as a whole by `Recorder.setScene`
 * @property {SceneLayout} layout
 * @property {string | null} speakerId the large tile of the `speaker` layout
 * @property {string} title drawn while nobody is there
 * @property {SceneParticipant[]} participants
 *
 * @typedef {object} RecordingStart
 * @property {RecordingMode} mode
 * @property {number} [videoBitsPerSecond] 2,500,000 by default
 * @property {number} [audioBitsPerSecond] 128,000 by default
 *
 * @typedef {object} RecordedFile
 * @property {string} name
 * @property {'call' | 'camera' | 'screen_share'} content
 * @property {File} file plays by itself; its bytes stay on disk until `Recorder.discard`
 *
 * @typedef {object} FinishedRecording
 * @property {string} id for `Recorder.save`, `Recorder.discard`
 * @property {File} file the first of `files`
 * @property {RecordedFile[]} files one in mode `call`
 * @property {number} bytes
 * @property {number} seconds
 * @property {boolean} durable false: this browser gave no disk, the file is in memory
 * @property {RecordingFailure | null} failure why it ended early; what was written until then is kept
 *
 * @typedef {object} RecoverableRecording
 * @property {string} id
 * @property {string} name
 * @property {RecordingMode} mode
 * @property {number} bytes
 * @property {number} startedAt milliseconds since 1970
 * @property {number} updatedAt milliseconds since 1970
 * @property {boolean} finished it ended properly but was never saved
 *
 * @typedef {'unsupported' | 'busy' | 'nothing_to_record' | 'disk_full' | 'storage' | 'encoder' | 'not_found'} RecordingErrorCode
 *
 * @typedef {object} RecordingFailure
 * @property {RecordingErrorCode} code
 * @property {string} message for people
 *
 * @typedef {object} RecorderEvents
 * @property {{state: RecordingState, bytes: number, seconds: number}} changed at each change of state and every second
 * @property {FinishedRecording} finished also when it ended by itself
 * @property {RecordingFailure} failed
 */

export {};
