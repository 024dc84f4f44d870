/**
 * The shapes of `web/sdk/devices`. Types only; nothing here runs.
 *
 * @typedef {'camera' | 'microphone' | 'speaker'} DeviceKind
 * @typedef {'camera' | 'microphone'} CaptureKind
 * @typedef {'user' | 'environment'} Facing
 *
 * @typedef {object} Device
 * @property {DeviceKind} kind
 * @property {string} deviceId never empty; the browser's rotating id, or `default`
 * @property {string} label empty until the person has allowed capture once
 * @property {string} groupId same for the microphone and the speaker of one headset
 * @property {Facing | null} facing which way a phone's camera looks, where the label tells
 *
 * @typedef {object} RememberedDevice
 * @property {string} deviceId
 * @property {string} label found again by this when the browser gave the device a new id
 *
 * @typedef {Record<DeviceKind, RememberedDevice | null>} Preferences
 *
 * @typedef {object} AudioSettings
 * @property {boolean} echoCancellation
 * @property {boolean} noiseSuppression
 * @property {boolean} autoGainControl
 *
 * @typedef {'denied' | 'missing' | 'busy' | 'overconstrained' | 'insecure' | 'unknown'} CaptureReason
 *
 * @typedef {object} CaptureFailure
 * @property {CaptureKind | 'screen_share'} source
 * @property {CaptureReason} reason
 * @property {string} advice what the person can do about it, one or two sentences for this browser
 * @property {unknown} cause what the browser threw
 *
 * @typedef {object} CaptureRequest
 * @property {boolean | MediaTrackConstraints} [audio]
 * @property {boolean | MediaTrackConstraints} [video]
 * @property {Partial<AudioSettings>} [settings] all on by default
 *
 * @typedef {object} CaptureResult
 * @property {MediaStream} stream what could be had; without tracks when nothing could
 * @property {CaptureFailure[]} errors at most one for each source that was asked for
 *
 * @typedef {object} TrackRequest
 * @property {string} [deviceId] the device itself and no other
 * @property {Facing} [facing]
 * @property {Partial<AudioSettings>} [settings]
 *
 * @typedef {object} TrackResult
 * @property {MediaStreamTrack | null} track
 * @property {CaptureFailure | null} error
 *
 * @typedef {object} ReopenResult
 * @property {MediaStreamTrack | null} track the new track; or, with `error`, the old device opened again
 * @property {CaptureFailure | null} error
 * @property {boolean} restored the new device failed and `track` is the old one
 *
 * @typedef {object} DeviceEvents
 * @property {{devices: Device[], added: Device[], removed: Device[]}} changed
 * @property {{kind: DeviceKind, lost: Device, replacement: Device | null}} lost a device in use was unplugged; `replacement` is the next best, to be opened by the listener
 * @property {{kind: DeviceKind, device: Device}} returned the remembered device is back while another is in use: offer it
 */

export {};
