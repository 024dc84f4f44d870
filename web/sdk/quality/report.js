/**
 * A getStats report as the two browser families give it, made easy to read. Nothing in it is trusted to be there or to be a number.
 *
 * @typedef {Record<string, unknown>} StatsEntry one object of a report (W3C webrtc-stats)
 */

/**
 * @param {StatsEntry | undefined} entry
 * @param {string} name
 * @returns {number | null}
 */
export function numberOf(entry, name) {
  const value = entry?.[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/**
 * @param {StatsEntry | undefined} entry
 * @param {string} name
 * @returns {string | null}
 */
export function textOf(entry, name) {
  const value = entry?.[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * @param {readonly unknown[]} report
 * @returns {Map<string, StatsEntry>} by id
 */
export function indexed(report) {
  /** @type {Map<string, StatsEntry>} */
  const entries = new Map();
  for (const entry of report) {
    if (typeof entry !== 'object' || entry === null) continue;
    const { id } = /** @type {StatsEntry} */ (entry);
    if (typeof id === 'string') entries.set(id, /** @type {StatsEntry} */ (entry));
  }
  return entries;
}

/**
 * @param {ReadonlyMap<string, StatsEntry>} entries
 * @param {string} type
 * @returns {StatsEntry[]}
 */
export function ofType(entries, type) {
  return [...entries.values()].filter((entry) => entry.type === type);
}

/**
 * The candidate pair that carries the media. The transport names it; without one, Firefox marks it `selected`. `nominated` alone says
 * nothing: Firefox leaves it on pairs that failed, and Chromium's pair is `in-progress` while consent checks go unanswered.
 *
 * @param {ReadonlyMap<string, StatsEntry>} entries
 * @returns {StatsEntry | undefined}
 */
export function selectedPair(entries) {
  for (const transport of ofType(entries, 'transport')) {
    const pair = entries.get(textOf(transport, 'selectedCandidatePairId') ?? '');
    if (pair) return pair;
  }
  const pairs = ofType(entries, 'candidate-pair');
  return pairs.find((pair) => pair.selected === true) ?? pairs.find((pair) => pair.nominated === true && pair.state === 'succeeded');
}

/**
 * @param {ReadonlyMap<string, StatsEntry>} entries
 * @param {StatsEntry | undefined} pair
 * @returns {Pick<import('./types.js').LinkSample, 'path' | 'candidateTypes' | 'protocol'>}
 */
export function pathOf(entries, pair) {
  const local = entries.get(textOf(pair, 'localCandidateId') ?? '');
  const remote = entries.get(textOf(pair, 'remoteCandidateId') ?? '');
  const localType = textOf(local, 'candidateType');
  const remoteType = textOf(remote, 'candidateType');
  if (!localType || !remoteType) return { path: 'unknown', candidateTypes: null, protocol: null };
  return {
    path: localType === 'relay' || remoteType === 'relay' ? 'relayed' : 'direct',
    candidateTypes: { local: localType, remote: remoteType },
    protocol: (localType === 'relay' && textOf(local, 'relayProtocol')) || textOf(local, 'protocol'),
  };
}
