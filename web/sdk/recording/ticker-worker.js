// A clock for the page: timers of a hidden tab are slowed down to one a second, those of a worker are not.

/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;

globalThis.addEventListener('message', ({ data: { intervalMs } }) => {
  clearInterval(timer);
  if (intervalMs > 0) timer = setInterval(() => globalThis.postMessage(null), intervalMs);
});
