/**
 * @typedef {import('./model/types.js').RoomEffect} RoomEffect
 * @typedef {import('./call.js').Call} Call
 */

/**
 * Does what follows from a change of the room model: to the links, the publications and the objects of applications.
 *
 * @param {Call} call
 * @param {RoomEffect} effect
 * @param {import('./types.js').Emit} emit
 * @returns {void}
 */
export function carryOut(call, effect, emit) {
  const { model, mesh, roster, publications } = call;
  switch (effect.type) {
    case 'joined':
      return call.joined(effect.again);
    case 'youUpdated':
      return emit('participantUpdated', { participant: call.localParticipant });
    case 'yourTrackMuted':
      return publications.serverMuted(effect.track, effect.muted, effect.by);
    case 'yourTrackUnpublished':
      return publications.serverUnpublished(effect.track);
    case 'linkWanted':
      return mesh.open(effect.id, effect.key, effect.initiate);
    case 'linkReplaced':
      return mesh.replace(effect.id);
    case 'linkOver':
      return mesh.close(effect.id);
    case 'iceServersChanged':
      return mesh.setConfiguration({ iceServers: model.iceServers });
    case 'topologyChanged':
      if (model.topology === null) return;
      mesh.configure({ localId: model.you?.id ?? '', epoch: model.topology.epoch });
      return emit('topologyChanged', { topology: model.topology });
    case 'roomUpdated':
      return model.info === null ? undefined : emit('roomUpdated', { info: model.info });
    case 'lobbyChanged':
      return emit('lobbyChanged', { waiting: model.waiting });
    case 'connected':
      call.messages.greet(effect.key);
      return roster.tell(effect);
    case 'disconnected':
      call.messages.forget(effect.key);
      call.measurements.forget(effect.key);
      return roster.tell(effect);
    case 'trackPublished':
      roster.tell(effect);
      return call.received(effect.key);
    case 'updated':
    case 'trackUnpublished':
    case 'trackMuted':
      return roster.tell(effect);
  }
}
