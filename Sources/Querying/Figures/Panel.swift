import FiscalModel
import Terminal

/// Units side by side over years, where not every unit has a figure for every year.
///
/// “All who reported” and “the same units in every year” tell different stories, so a comparison over years says which.
struct Panel {
    /// Years in order.
    private let years: [Int]
    private let reporting: [Int: Set<Int64>]

    init(years: [Int], reporting: [Int: Set<Int64>]) {
        self.years = years
        self.reporting = reporting
    }

    /// Units with a figure in every year.
    var constant: Set<Int64> {
        guard let first = years.first else { return [] }
        return years.dropFirst().reduce(reporting[first] ?? []) { $0.intersection(reporting[$1] ?? []) }
    }

    private var all: Set<Int64> { reporting.values.reduce(into: []) { $0.formUnion($1) } }

    /// True when every year has the same units.
    var isConstant: Bool { constant.count == all.count }

    /// Says that the years do not share their units; nil when they do.
    var note: Wording? {
        guard !isConstant else { return nil }
        let counts = years.map { ($0, reporting[$0]?.count ?? 0) }
        return Wording(
            zh: "注意：各年有数的单位不同（" + counts.map { "\($0)年 \($1) 个" }.joined(separator: "，")
                + "），\(all.count) 个单位中只有 \(constant.count) 个各年齐全；只比各年齐全的单位请加 --same-units",
            en: "Note: the years do not have the same units (" + counts.map { "\($0): \($1)" }.joined(separator: ", ")
                + "); \(constant.count) of \(all.count) have every year; --same-units compares those only")
    }
}
