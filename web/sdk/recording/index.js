export { Recorder } from './recorder.js';
export { RecordingError } from './errors.js';
export { chooseFormat } from './format.js';
