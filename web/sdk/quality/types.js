/**
 * The shapes of `web/sdk/quality`. Types only; nothing here runs.
 * Bitrates are bit/s, times seconds unless the name ends in `Ms`, fractions 0 to 1; null means the browser did not say.
 *
 * @typedef {'excellent' | 'good' | 'poor' | 'lost'} QualityLevel
 * @typedef {'camera' | 'microphone' | 'screen_share' | 'screen_share_audio'} TrackSource
 *
 * @typedef {object} Quality
 * @property {QualityLevel} level
 * @property {number} score MOS, 1 to 4.5
 *
 * @typedef {object} TrackSample one RTP stream over one interval
 * @property {string} key the stream's own id in the report
 * @property {string | null} mid
 * @property {string | null} trackIdentifier id of the MediaStreamTrack that receives it
 * @property {number | null} ssrc
 * @property {string | null} rid
 * @property {'audio' | 'video'} kind
 * @property {'send' | 'receive'} direction
 * @property {string | null} codec such as `video/VP8`
 * @property {number} bitrate
 * @property {number} packets in this interval
 * @property {number} packetRate a second
 * @property {number | null} loss for `send` what the far end last reported
 * @property {boolean} isFresh `loss` is of this interval (receiver reports come every second for video, every five for audio)
 * @property {number | null} jitter
 * @property {number | null} rtt `send` only
 * @property {number | null} width
 * @property {number | null} height
 * @property {number | null} frameRate
 * @property {number} frames decoded or encoded in this interval
 * @property {number | null} freezes in this interval
 * @property {number | null} freezeDuration in this interval
 * @property {number | null} totalFreezes
 * @property {number | null} totalFreezeDuration
 * @property {string | null} limitation `none` `cpu` `bandwidth` `other`; `send` only
 * @property {number | null} audioLevel 0 to 1
 * @property {number | null} concealment share of samples made up because none arrived, silence not counted
 * @property {number | null} playoutDelay of the jitter buffer
 *
 * @typedef {object} LinkSample one RTCPeerConnection over one interval
 * @property {number} at milliseconds
 * @property {number} interval seconds that the sample covers
 * @property {number} bitrateIn
 * @property {number} bitrateOut
 * @property {number} bytesIn in this interval, everything on the transport, ICE checks too
 * @property {number | null} rtt
 * @property {number | null} loss the worse direction of all streams, weighted by packets
 * @property {number | null} lossIn
 * @property {number | null} lossOut
 * @property {number | null} jitter
 * @property {number | null} availableOutgoingBitrate
 * @property {'direct' | 'relayed' | 'unknown'} path
 * @property {{local: string, remote: string} | null} candidateTypes such as `host`, `srflx`, `prflx`, `relay`
 * @property {string | null} protocol `udp` or `tcp`; towards the relay its own: `udp` `tcp` `tls`
 * @property {string | null} limitation worst of the sent videos
 * @property {TrackSample[]} tracks
 *
 * @typedef {object} ExpectedTrack what should be on a link, so that silence by choice is no fault
 * @property {'send' | 'receive'} direction
 * @property {TrackSource} source
 * @property {boolean} muted
 * @property {number} [width] as published; what the picture is measured against
 * @property {number} [height]
 * @property {string} [mid] how the stream is found, ...
 * @property {string} [trackIdentifier] or by this
 *
 * @typedef {object} ReportContext
 * @property {ExpectedTrack[]} [tracks]
 * @property {RTCPeerConnectionState} [state]
 *
 * @typedef {object} ReportOutcome
 * @property {LinkSample | null} sample null for the first report and for one that came too soon
 * @property {Quality} quality of what we get from that participant
 * @property {boolean} changed `quality.level` changed
 *
 * @typedef {object} LinkHealth
 * @property {string} participant
 * @property {number | null} rtt
 * @property {number | null} loss
 * @property {number | null} jitter
 * @property {{local: string, remote: string} | null} candidateTypes
 * @property {string | null} protocol
 * @property {string} state the connection's: `new` `connecting` `connected` `disconnected` `failed` `closed`
 * @property {Quality} quality
 *
 * @typedef {object} MediaFlow
 * @property {number} bitrate
 * @property {number} audioBitrate
 * @property {number} videoBitrate
 * @property {number | null} width of the largest video
 * @property {number | null} height
 * @property {number | null} frameRate
 *
 * @typedef {object} Health
 * @property {number | null} score the worst link's; null while there is none
 * @property {QualityLevel | null} level
 * @property {'direct' | 'relayed' | 'unknown'} path `relayed` when any link is
 * @property {LinkHealth[]} links
 * @property {MediaFlow} sending
 * @property {MediaFlow} receiving
 * @property {null | 'signal' | 'media'} broken
 * @property {string | null} limitation `cpu`, `bandwidth` … of what we send
 * @property {string} message one plain sentence for people
 *
 * @typedef {object} Encoding what a sender is to be set to
 * @property {boolean} active
 * @property {number} maxBitrate
 * @property {number | null} maxFramerate null: leave it to the browser
 * @property {number} scaleResolutionDownBy at least 1
 *
 * @typedef {object} EncodingTarget
 * @property {string} participantId the link
 * @property {TrackSource} source
 * @property {Encoding} encoding
 * @property {'maintain-framerate' | 'maintain-resolution' | 'balanced'} degradationPreference
 *
 * @typedef {'loss' | 'delay' | 'bandwidth' | 'cpu' | 'links' | 'recovered'} AdaptationReason
 *
 * @typedef {object} QualityAdapted
 * @property {AdaptationReason} reason
 * @property {number} step 0 is full quality, the last one has the video off
 * @property {boolean} restored it rose
 * @property {boolean} videoOff
 * @property {string[]} participants the links that it concerns
 *
 * @typedef {object} ControllerLink
 * @property {string} participantId
 * @property {LinkSample | null} sample the newest; null while there is none
 *
 * @typedef {object} SourceFormat
 * @property {number} width as captured
 * @property {number} height
 * @property {number} frameRate
 *
 * @typedef {object} ControllerInput
 * @property {number} now milliseconds
 * @property {ControllerLink[]} links
 * @property {Partial<Record<TrackSource, SourceFormat>>} sources what is being sent, with its captured size (zeros for audio)
 */

export {};
