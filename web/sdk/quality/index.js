export { QualityMonitor } from './monitor.js';
export { LAST_STEP, VIDEO_OFF_STEP, createController, stepController } from './controller.js';
export { sampleLink } from './link-sample.js';
export { audioScore } from './audio-score.js';
export { videoScore } from './video-score.js';
