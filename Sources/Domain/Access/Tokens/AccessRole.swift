public import SignalingProtocol

/// The role in a token is the role in the room.
public typealias AccessRole = Role
