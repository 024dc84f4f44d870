/**
 * What the page needs of the SDK, gathered in one place, so that the development page and the tests can hand in another.
 */
import { Devices, LevelMeter, PreviewTracks, Recorder, Room } from '../sdk/index.js';

/**
 * @typedef {object} Sdk
 * @property {new () => Room} Room
 * @property {typeof Devices} Devices
 * @property {typeof PreviewTracks} PreviewTracks
 * @property {typeof LevelMeter} LevelMeter
 * @property {Pick<typeof Recorder, 'recoverable' | 'save' | 'discard'>} Recorder
 */

/** @type {Sdk} */
export const sdk = { Room, Devices, PreviewTracks, LevelMeter, Recorder };
