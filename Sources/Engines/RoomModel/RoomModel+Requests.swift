public import Identifiers
public import SignalingProtocol
public import Units

extension RoomModel {
    /// Carries out what a participant asks for.
    ///
    /// `makeTrackID` is called at most once, for `publish`.
    public mutating func handle(
        _ request: ClientMessage,
        from participant: ParticipantID,
        at now: UnixTime,
        makeTrackID: () -> TrackID
    ) {
        guard let sender = members[participant] else {
            if let id = request.requestID { refuse(id, of: participant, .forbidden, "Wait until a host lets you in.") }
            return
        }
        switch request {
        case .join, .resume, .ping, .leave:
            // The session answers these before they come here.
            break
        case .publish(let publish): handle(publish, from: sender, makeTrackID: makeTrackID)
        case .unpublish(let unpublish): handle(unpublish, from: sender)
        case .mute(let mute): handle(mute, from: sender)
        case .update(let update): handle(update, from: sender)
        case .description(let description): relay(description, from: sender)
        case .candidate(let candidate): relay(candidate, from: sender)
        case .data(let data): relay(data, from: sender)
        case .moderate(let moderate): handle(moderate, from: sender, at: now)
        }
    }

    private mutating func handle(_ publish: Publish, from sender: Member, makeTrackID: () -> TrackID) {
        guard sender.info.canPublish.contains(publish.track.source) else {
            return refuse(publish.id, of: sender.id, .forbidden, "You may not publish a \(publish.track.source.rawValue) track here.")
        }
        guard sender.info.tracks.count < policy.tracksPerParticipant else {
            return refuse(publish.id, of: sender.id, .limitExceeded, "At most \(policy.tracksPerParticipant) tracks can be published.")
        }
        let track = TrackInfo(id: makeTrackID(), publishing: publish.track)
        _ = members.update(sender.id) { $0.info.tracks.append(track) }
        emit(.trackPublished(TrackPublished(participant: sender.id, track: track)), to: members.audience(of: sender))
        acknowledge(publish.id, to: sender.id, track: track)
    }

    private mutating func handle(_ unpublish: Unpublish, from sender: Member) {
        guard sender.info.tracks.contains(where: { $0.id == unpublish.track }) else {
            return refuse(unpublish.id, of: sender.id, .notFound, "You have no track \(unpublish.track).")
        }
        unpublishTracks(of: sender.id) { $0.id == unpublish.track }
        acknowledge(unpublish.id, to: sender.id)
    }

    private mutating func handle(_ mute: Mute, from sender: Member) {
        guard setMuted(mute.track, of: sender.id, to: mute.isMuted, by: nil) else {
            return refuse(mute.id, of: sender.id, .notFound, "You have no track \(mute.track).")
        }
        acknowledge(mute.id, to: sender.id)
    }

    private mutating func handle(_ update: Update, from sender: Member) {
        guard sender.canUpdateOwnMetadata else {
            return refuse(update.id, of: sender.id, .forbidden, "Your token does not allow you to change your description.")
        }
        let attributes = sender.info.attributes.applying(update.attributes ?? Attributes())
        guard attributes.count <= policy.attributeCount, attributes.byteCount <= policy.attributesByteCount else {
            return refuse(update.id, of: sender.id, .limitExceeded, "There can be at most \(policy.attributeCount) attributes.")
        }
        _ = members.update(sender.id) { member in
            if let name = update.name { member.info.name = name }
            if let metadata = update.metadata { member.info.metadata = metadata }
            member.info.attributes = attributes
        }
        announceUpdate(of: sender.id)
        acknowledge(update.id, to: sender.id)
    }

    // MARK: Relay between two participants

    private mutating func relay(_ request: DescriptionRequest, from sender: Member) {
        let epoch = request.description.epoch
        guard let recipient = recipient(request.to, of: sender, epoch: epoch, request: request.id) else { return }
        emit(.description(Description(from: sender.id, description: request.description)), to: [recipient])
        acknowledge(request.id, to: sender.id)
    }

    private mutating func relay(_ request: CandidateRequest, from sender: Member) {
        let epoch = request.candidate.epoch
        guard let recipient = recipient(request.to, of: sender, epoch: epoch, request: request.id) else { return }
        emit(.candidate(Candidate(from: sender.id, candidate: request.candidate)), to: [recipient])
        acknowledge(request.id, to: sender.id)
    }

    /// The one a mesh message is for; refuses the request otherwise.
    ///
    /// Both must see each other: who is hidden has no mesh link.
    private mutating func recipient(_ id: ParticipantID, of sender: Member, epoch: Int, request: RequestID) -> ParticipantID? {
        guard epoch == topology.epoch else {
            refuse(request, of: sender.id, .staleEpoch, "The topology's epoch is \(topology.epoch).")
            return nil
        }
        guard id != sender.id, let target = members[id], target.isVisible(to: sender), sender.isVisible(to: target) else {
            refuse(request, of: sender.id, .notFound, "There is no participant \(id).")
            return nil
        }
        return id
    }

    private mutating func relay(_ request: DataRequest, from sender: Member) {
        guard sender.info.canPublishData else {
            return refuse(request.id, of: sender.id, .forbidden, "Your token does not allow you to send data.")
        }
        let everyone = members.audience(of: sender, without: sender.id)
        let recipients: [ParticipantID]
        if let chosen = request.to {
            // Only those whom the sender sees: an id of somebody hidden is answered like one of nobody.
            let reachable = Set(everyone.filter { members[$0]?.isVisible(to: sender) ?? false })
            recipients = Array(Set(chosen).intersection(reachable)).sorted()
            guard !recipients.isEmpty else {
                return refuse(request.id, of: sender.id, .notFound, "None of the recipients is here.")
            }
        } else {
            recipients = everyone
        }
        let message = DataMessage(from: sender.id, topic: request.topic, payload: request.payload, isDirect: request.to != nil)
        emit(.data(message), to: recipients)
        acknowledge(request.id, to: sender.id)
    }

    // MARK: Tracks

    /// `false` when the participant has no such track.
    mutating func setMuted(_ track: TrackID, of participant: ParticipantID, to muted: Bool, by moderator: MuteOrigin?) -> Bool {
        guard let owner = members[participant], let index = owner.info.tracks.firstIndex(where: { $0.id == track }) else { return false }
        guard owner.info.tracks[index].isMuted != muted else { return true }
        _ = members.update(participant) { $0.info.tracks[index].isMuted = muted }
        emit(
            .trackMuted(TrackMuted(participant: participant, track: track, isMuted: muted, by: moderator)),
            to: members.audience(of: owner)
        )
        return true
    }

    mutating func unpublishTracks(of participant: ParticipantID, where isGone: (TrackInfo) -> Bool) {
        guard let owner = members[participant] else { return }
        let gone = owner.info.tracks.filter(isGone)
        _ = members.update(participant) { $0.info.tracks.removeAll(where: isGone) }
        for track in gone {
            emit(.trackUnpublished(TrackUnpublished(participant: participant, track: track.id)), to: members.audience(of: owner))
        }
    }
}
