/// How long the stages took, summed over all threads.
public struct StageTimes: Hashable, Sendable {
    /// Opening files and taking their digests.
    public var opening = Duration.zero
    public var reading = Duration.zero
    public var identifying = Duration.zero
    public var extracting = Duration.zero
    public var reconciling = Duration.zero
    /// Everything the writer does.
    public var loading = Duration.zero

    public init() {}

    /// Runs a step and adds its time to a stage.
    mutating func measure<Result, Failure>(
        _ stage: WritableKeyPath<StageTimes, Duration>, _ step: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = ContinuousClock.now
        defer { self[keyPath: stage] += ContinuousClock.now - start }
        return try step()
    }

    static func += (times: inout StageTimes, more: StageTimes) {
        for stage in named.map(\.stage) { times[keyPath: stage] += more[keyPath: stage] }
    }

    /// The stages with their names, in walking order.
    public static var named: [(name: String, stage: WritableKeyPath<StageTimes, Duration>)] {
        [
            ("opening", \.opening), ("reading", \.reading), ("identifying", \.identifying),
            ("extracting", \.extracting), ("reconciling", \.reconciling), ("loading", \.loading),
        ]
    }
}
