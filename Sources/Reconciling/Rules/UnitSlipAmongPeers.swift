import FiscalModel

/// `unit_suspect` against other bodies of the same kind on the same level: 元 and 万元 mixed up where neither the report
/// nor the unit's other years tell.
///
/// Holds: 支出合计 of five county federations between 80 and 240万元, a sixth with 19万元.  Breaks: the sixth with 152.36元,
/// or with 1523600.00万元.
///
/// Bodies of one kind differ tenfold and more, so much has to come together:
/// - five other units at least, each with its figure of the nearest year within two, and nine in ten of them within ten
///   times the median: what varies more proves nothing
/// - the figure in the other unit would be the median but for a factor of five
/// - the figure's own words name the unit that makes it too large or too small, or the same table has a figure that fits
///   the peers: a table whose figures are all too large may have its heading misread; or three measures of the report and
///   more are off the same way, and no figure of it fits
/// - no other report of the unit has such a figure
enum UnitSlipAmongPeers {
    private static let factor: Int128 = 10_000
    private static let fewestPeers = 5
    private static let mostYearsApart = 2
    /// Measures that have to be off, where no words of the report name the unit.
    private static let fewestMeasures = 3
    /// What a figure in the other unit may differ from the median by.
    private static let likeness: Int128 = 5
    /// What a peer may differ from the median by.
    private static let spread: Int128 = 10

    private struct Suspect {
        var figure: PeerFigure
        var median: PeerFigure
        var peerCount: Int
        var isTooLarge: Bool
        /// The words of the figure or of its table tell.
        var isSure: Bool
    }

    /// One for a report and direction: a report whose figures are all in the wrong unit has one fault.
    static func findings(_ group: PeerGroup, parent: (MeasureCode) -> MeasureCode?) -> [ReportFinding] {
        let figures = group.figures.filter { figure in
            figure.observation.confidence >= .trusted && figure.observation.project == nil && figure.amount.fen > 0
                && figure.reportFiscalYear == figure.observation.fiscalYear
        }
        let fitting = figures.filter { fits($0, group.medians) }
        let fittingTables = Set(fitting.compactMap(Table.init))
        let fittingReports = Set(fitting.map(\.digest))
        let suspects = Dictionary(grouping: figures, by: PeerSeries.init).values.flatMap {
            slips(in: $0, fittingTables)
        }
        return Dictionary(grouping: suspects) { Fault(digest: $0.figure.digest, isTooLarge: $0.isTooLarge) }
            .sorted { $0.key < $1.key }
            .compactMap { fault, suspects in
                let measures = Set(suspects.map(\.figure.observation.measure))
                let isWholeReport = measures.count >= fewestMeasures && !fittingReports.contains(fault.digest)
                let told = isWholeReport ? suspects : suspects.filter(\.isSure)
                if told.isEmpty { return nil }
                return ReportFinding(digest: fault.digest, finding: finding(of: told, parent: parent))
            }
    }

    private static func slips(in series: [PeerFigure], _ fitting: Set<Table>) -> [Suspect] {
        let units = Dictionary(grouping: series, by: \.unitID)
        guard units.count > fewestPeers else { return [] }
        let overall = median(of: series).amount.fen
        return series.compactMap { figure in
            guard !figure.isSettled, figure.amount.fen / overall >= 100 || overall / figure.amount.fen >= 100 else {
                return nil
            }
            let peers = units.compactMap { unit, figures in
                unit == figure.unitID ? nil : nearest(to: figure, among: figures)
            }
            guard peers.count >= fewestPeers else { return nil }
            let middle = median(of: peers)
            let far = peers.count { !isLike($0.amount.fen, middle.amount.fen, within: spread) }
            guard far * 10 <= peers.count,
                let isTooLarge = isTooLarge(figure.amount.fen, against: middle.amount.fen)
            else { return nil }
            let isNamed = namesUnit(figure, isTooLarge)
            if isNamed == false { return nil }
            let isUsual = (units[figure.unitID] ?? []).contains {
                $0.digest != figure.digest && isLike($0.amount.fen, figure.amount.fen, within: spread)
            }
            if isUsual { return nil }
            return Suspect(
                figure: figure, median: middle, peerCount: peers.count, isTooLarge: isTooLarge,
                isSure: isNamed ?? Table(figure).map(fitting.contains) ?? false)
        }
    }

    /// A unit's figure of the nearest year, the earlier of two; nil where none is near enough.
    private static func nearest(to figure: PeerFigure, among others: [PeerFigure]) -> PeerFigure? {
        func distance(_ other: PeerFigure) -> Int {
            abs(other.observation.fiscalYear - figure.observation.fiscalYear)
        }
        return others.filter { distance($0) <= mostYearsApart }
            .min { (distance($0), $0.observation.fiscalYear) < (distance($1), $1.observation.fiscalYear) }
    }

    /// Never of none; of an even number the lower of the two in the middle.
    private static func median(of figures: [PeerFigure]) -> PeerFigure {
        let sorted = figures.sorted {
            ($0.amount.fen, $0.digest, $0.observation.span) < ($1.amount.fen, $1.digest, $1.observation.span)
        }
        return sorted[(sorted.count - 1) / 2]
    }

    /// Which way a figure is off by ten thousand; nil where it is not.
    private static func isTooLarge(_ fen: Int64, against median: Int64) -> Bool? {
        let (figure, median) = (Int128(fen), Int128(median))
        if isLike(figure, median * factor, within: likeness) { return true }
        return isLike(figure * factor, median, within: likeness) ? false : nil
    }

    private static func isLike(_ a: Int64, _ b: Int64, within limit: Int128) -> Bool {
        isLike(Int128(a), Int128(b), within: limit)
    }

    private static func isLike(_ a: Int128, _ b: Int128, within limit: Int128) -> Bool {
        a <= b * limit && b <= a * limit
    }

    /// Whether the figure's own words say 万元 of one too large, 元 of one too small; nil where they name no unit.
    private static func namesUnit(_ figure: PeerFigure, _ isTooLarge: Bool) -> Bool? {
        let quote = figure.observation.quote
        if quote.hasSuffix("万元") { return isTooLarge }
        if quote.hasSuffix("亿元") { return false }
        return quote.hasSuffix("元") ? !isTooLarge : nil
    }

    private static func fits(_ figure: PeerFigure, _ medians: [PeerSeries: Int64]) -> Bool {
        medians[PeerSeries(figure)].map { isLike(figure.amount.fen, $0, within: spread) } ?? false
    }

    /// The figure highest in the tree of measures speaks for the others.
    private static func finding(of suspects: [Suspect], parent: (MeasureCode) -> MeasureCode?) -> Finding {
        func depth(_ suspect: Suspect) -> Int {
            var (measure, depth) = (suspect.figure.observation.measure, 0)
            while let above = parent(measure) { (measure, depth) = (above, depth + 1) }
            return depth
        }
        let sorted = suspects.sorted {
            let (a, b) = ($0.figure.observation, $1.figure.observation)
            return (depth($0), a.measure, b.scenario) < (depth($1), b.measure, a.scenario)
        }
        let first = sorted[0]
        let observation = first.figure.observation
        let median = Value.money(first.median.amount)
        let more = sorted.count - 1
        return Finding(
            rule: .unitSuspect, measure: observation.measure, fiscalYear: observation.fiscalYear, severity: .warning,
            message: .init(
                zh: "\(observation.value)与\(first.peerCount)个同类单位（中位数\(median)）相差约一万倍"
                    + (more > 0 ? "，本报告另有\(more)个数同样" : "") + "，疑似“元”“万元”单位写错，请核对单位",
                en:
                    "\(observation.value.english) is about 10,000 times off \(first.peerCount) bodies of its kind (median \(median.english))"
                    + (more > 0 ? ", and so are \(more) more figures of this report" : "")
                    + ": yuan and wan yuan may be mixed up; check the unit of money"),
            quote: observation.quote + " ‖ " + first.median.observation.quote)
    }

    private struct Fault: Hashable, Comparable {
        var digest: String
        var isTooLarge: Bool

        static func < (a: Self, b: Self) -> Bool {
            a.digest != b.digest ? a.digest < b.digest : !a.isTooLarge && b.isTooLarge
        }
    }

    private struct Table: Hashable {
        var digest: String
        var block: Int

        init?(_ figure: PeerFigure) {
            guard figure.observation.span.cell != nil else { return nil }
            digest = figure.digest
            block = figure.observation.span.block
        }
    }
}

extension PeerSeries {
    fileprivate init(_ figure: PeerFigure) {
        self.init(measure: figure.observation.measure, scenario: figure.observation.scenario)
    }
}
