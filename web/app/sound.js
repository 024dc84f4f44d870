/**
 * Two short notes, made here, so that somebody hears whether their speaker works.
 * @param {string | null} speakerId
 * @returns {Promise<void>}
 */
export function playTestSound(speakerId) {
  return play([523.25, 659.25], speakerId, 0.22);
}

/**
 * Somebody waits at the door; softer, as it may come while one speaks.
 * @param {string | null} speakerId
 * @returns {Promise<void>}
 */
export function playKnock(speakerId) {
  return play([440, 554.37], speakerId, 0.08);
}

/**
 * @param {readonly number[]} notes hertz
 * @param {string | null} speakerId
 * @param {number} loudness
 * @returns {Promise<void>}
 */
async function play(notes, speakerId, loudness) {
  const context = new AudioContext();
  const sink = /** @type {AudioContext & {setSinkId?: (id: string) => Promise<void>}} */ (context);
  try {
    if (speakerId && speakerId !== 'default') await sink.setSinkId?.(speakerId);
  } catch {
    // That speaker is gone: the system's choice is used instead, which is what the call would use.
  }
  await context.resume();
  for (const [index, frequency] of notes.entries()) {
    const from = context.currentTime + index * 0.22;
    const tone = new OscillatorNode(context, { frequency, type: 'sine' });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(loudness, from + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + 0.65);
    if (index === notes.length - 1) tone.addEventListener('ended', () => void context.close());
  }
}
