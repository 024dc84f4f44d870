/**
 * What the page needs of the SDK, gathered in one place, so that the development page and the tests can hand in another.
 */
import { Devices, LevelMeter, PreviewTracks } from '../sdk/devices/index.js';
import { Room as SdkRoom } from '../sdk/index.js';
import { Recorder } from '../sdk/recording/index.js';

/**
 * @typedef {import('../sdk/index.js').Room & {recorder: RoomRecorder}} Room
 *
 * @typedef {object} RoomRecorder
 * @property {import('../sdk/recording/types.js').RecordingState} state
 * @property {(options: {mode: 'call' | 'tracks'}) => Promise<unknown>} start
 * @property {() => void} pause
 * @property {() => void} resume
 * @property {() => Promise<import('../sdk/recording/types.js').FinishedRecording | null>} stop
 *
 * @typedef {object} Sdk
 * @property {new () => Room} Room
 * @property {import('../sdk/devices/index.js').DeviceManager} Devices
 * @property {typeof import('../sdk/devices/index.js').PreviewTracks} PreviewTracks
 * @property {typeof import('../sdk/devices/index.js').LevelMeter} LevelMeter
 * @property {Pick<typeof import('../sdk/recording/index.js').Recorder, 'recoverable' | 'save' | 'discard'>} Recorder
 */

/** @type {Sdk} */
export const sdk = { Room: /** @type {new () => Room} */ (/** @type {unknown} */ (SdkRoom)), Devices, PreviewTracks, LevelMeter, Recorder };
