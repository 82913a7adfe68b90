/// The stages of a file's walk whose result can be looked at, in walking order.
public enum Stage: String, Hashable, Sendable, CaseIterable, Comparable {
    case reading, identifying, extracting, reconciling

    public static func < (a: Self, b: Self) -> Bool {
        (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
}
