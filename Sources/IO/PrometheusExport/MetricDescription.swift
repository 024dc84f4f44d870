/// What the operator is told about a metric, and how it is measured.
public struct MetricDescription: Sendable, Hashable {
    /// The name as it is exposed, with its unit.
    public var name: String
    /// One sentence on what it measures.
    public var help: String
    /// The upper bounds of a histogram's buckets, rising; `nil`: ``secondsBuckets`` for timers and ``countBuckets`` for recorders.
    public var buckets: [Double]?
    /// The most series it may have; one more label value is counted as `other`.
    public var maximumSeries: Int

    /// The most series of a metric that says nothing else.
    public static let standardMaximumSeries = 100
    /// From half a millisecond to ten seconds.
    public static let secondsBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    /// Powers of four from 1 to about a million.
    public static let countBuckets: [Double] = [1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576]

    /// Creates a description.
    public init(name: String, help: String, buckets: [Double]? = nil, maximumSeries: Int = standardMaximumSeries) {
        self.name = name
        self.help = help
        self.buckets = buckets
        self.maximumSeries = maximumSeries
    }
}
