export { Devices, DeviceManager } from './device-manager.js';
export { PreviewTracks } from './preview-tracks.js';
export { LevelMeter } from './level-meter.js';
export { AudioEngine, sharedAudioEngine } from './audio-engine.js';
export { ScreenCapture, captureScreen } from './screen-capture.js';
export { DEFAULT_AUDIO_SETTINGS } from './constraints.js';
export { browserFamily } from './browser-family.js';
