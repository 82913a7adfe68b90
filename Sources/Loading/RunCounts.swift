/// What a run did, for the run log.
public struct RunCounts: Hashable, Sendable {
    public var loaded = 0
    public var unchanged = 0
    public var aliases = 0
    public var superseded = 0
    public var quarantined = 0
    public var observations = 0
    public var findings = 0

    public init() {}
}
