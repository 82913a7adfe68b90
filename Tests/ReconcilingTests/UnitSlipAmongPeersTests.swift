import DocumentModel
import FiscalModel
import Testing

@testable import Reconciling

/// Protects that a figure is only called a slip where bodies of the same kind leave no other reading.
@Suite struct UnitSlipAmongPeersTests {
    /// Figures of units, one a line: `unit line-of-Statements`, each in a report of the figure's year.
    private func figures(_ lines: String) -> [PeerFigure] {
        lines.split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            var observation = observations(parts[1])[0]
            observation.quote = String(parts[1].split(separator: " ")[3])
            guard case .money(let amount) = observation.value else { fatalError("money only") }
            return PeerFigure(
                unitID: Int64(parts[0])!, digest: "d\(parts[0])-\(observation.fiscalYear)",
                reportFiscalYear: observation.fiscalYear, observation: observation, amount: amount)
        }
    }

    private func findings(_ figures: [PeerFigure], medians: [PeerSeries: Int64] = [:]) -> [String] {
        let parents: [MeasureCode: MeasureCode] = ["expenditure.basic": "expenditure.total"]
        let all = UnitSlipAmongPeers.findings(
            PeerGroup(kindOfBody: "federation", medians: medians, figures: figures)
        ) { parents[$0] }
        let mirrored = UnitSlipAmongPeers.findings(
            PeerGroup(kindOfBody: "federation", medians: medians, figures: figures.reversed())
        ) { parents[$0] }
        #expect(all == mirrored)
        return all.map { "\($0.digest) \($0.finding.rule.rawValue) \($0.finding.measure?.rawValue ?? "-")" }
    }

    private let peers = """
        1 expenditure.total 2023 actual 80.12万元
        2 expenditure.total 2022 actual 152.36万元
        3 expenditure.total 2023 actual 2402100.55元
        4 expenditure.total 2024 actual 96.00万元
        5 expenditure.total 2023 actual 110.70万元

        """

    @Test(arguments: [
        ("6 expenditure.total 2023 actual 152.36元", ["d6-2023 unit_suspect expenditure.total"]),
        ("6 expenditure.total 2023 actual 1523600.00万元", ["d6-2023 unit_suspect expenditure.total"]),
        // What is small or large, and not the median in the other unit.
        ("6 expenditure.total 2023 actual 19.00万元", []),
        ("6 expenditure.total 2023 actual 0.90万元", []),
        ("6 expenditure.total 2023 actual 15236.00万元", []),
        ("6 expenditure.total 2023 actual 9.00元", []),
        // The words do not name the unit that would explain it.
        ("6 expenditure.total 2023 actual 0.0152万元", []),
        ("6 expenditure.total 2023 actual 15236000000.00元", []),
        // Not sure, another year's figure in no report of its own, too long ago, another scenario.
        ("6 expenditure.total 2023 actual 152.36元 80%", []),
        ("6 expenditure.total 2018 actual 152.36元", []),
        ("6 expenditure.total 2023 initial_budget 152.36元", []),
    ]) func againstFivePeers(line: String, expected: [String]) {
        #expect(findings(figures(peers + line)) == expected)
    }

    @Test func fourPeersAreTooFew() {
        let four = peers.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
        #expect(findings(figures(four + "6 expenditure.total 2023 actual 152.36元")) == [])
    }

    @Test func theOtherYearsOfAUnitAreNoPeers() {
        let years = "1 expenditure.total 2022 actual 81.00万元\n1 expenditure.total 2021 actual 82.00万元\n"
        let four = peers.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
        #expect(findings(figures(four + years + "6 expenditure.total 2023 actual 152.36元")) == [])
    }

    @Test func peersThatVaryProveNothing() {
        let various = peers + "7 expenditure.total 2023 actual 2.10万元\n"
        #expect(findings(figures(various + "6 expenditure.total 2023 actual 152.36元")) == [])
    }

    /// Where the unit spends as much every year it is large, and not mistaken.
    @Test func whatIsUsualForTheUnit() {
        let usual = "6 expenditure.total 2022 actual 1400000.00万元\n6 expenditure.total 2023 actual 1523600.00万元"
        #expect(findings(figures(peers + usual)) == [])
    }

    @Test func whatAPersonOrAnotherRuleSettled() {
        var figures = figures(peers + "6 expenditure.total 2023 actual 152.36元")
        figures[5].isSettled = true
        #expect(findings(figures) == [])
    }

    /// A report in the wrong unit has one fault, told of the figure highest in the tree.
    @Test func aWholeReportInTheWrongUnit() {
        let basic = peers.replacing("expenditure.total", with: "expenditure.basic")
        let report = "6 expenditure.basic 2023 actual 101.10元\n6 expenditure.total 2023 actual 152.36元"
        let figures = figures(peers + basic + report)
        #expect(findings(figures) == ["d6-2023 unit_suspect expenditure.total"])
        let finding = UnitSlipAmongPeers.findings(
            PeerGroup(kindOfBody: "federation", medians: [:], figures: figures)
        ) { _ in nil }[0].finding
        #expect(
            finding.message.zh == "101.10元与5个同类单位（中位数110.70万元）相差约一万倍，本报告另有1个数同样，疑似“元”“万元”单位写错，请核对单位")
        #expect(finding.quote == "101.10元 ‖ 110.70万元")
        #expect(finding.severity == .warning)
    }

    /// Cells of which none fits the peers are suspect where three measures are off the same way.
    @Test(arguments: [
        ("1523600.00万元", "1011000.00万元", "21000.00万元", ["d6-2023 unit_suspect expenditure.total"]),
        // one of them fits: the heading of the others may be misread
        ("1523600.00万元", "1011000.00万元", "2.10万元", []),
        // two ways
        ("1523600.00万元", "1011000.00万元", "2.10元", []),
    ]) func aReportOfTablesInTheWrongUnit(total: String, basic: String, reception: String, expected: [String]) {
        let others = [
            peers, peers.replacing("expenditure.total", with: "expenditure.basic"),
            "1 three_public.total 2023 actual 1.90万元\n2 three_public.total 2023 actual 2.00万元\n"
                + "3 three_public.total 2023 actual 2.20万元\n4 three_public.total 2023 actual 2.30万元\n"
                + "5 three_public.total 2023 actual 2.40万元\n",
        ].joined()
        var figures = figures(
            others + "6 expenditure.total 2023 actual \(total)\n6 expenditure.basic 2023 actual \(basic)\n"
                + "6 three_public.total 2023 actual \(reception)")
        for index in 15...17 {
            figures[index].observation.quote = "1523600.00"
            figures[index].observation.span = SourceSpan(
                block: index, cell: CellPosition(row: 1, column: 1), utf8Range: 0..<1)
        }
        let medians = [PeerSeries(measure: "three_public.total", scenario: .actual): Int64(2_200_000)]
        #expect(findings(figures, medians: medians) == expected)
    }

    /// Cells name no unit: one is only suspect where its table has a figure that fits the peers.
    @Test func cellsOfATable() {
        var figures = figures(
            peers + "6 expenditure.total 2023 actual 1523600.00万元\n6 expenditure.basic 2023 actual 90.10万元")
        for index in 5...6 {
            figures[index].observation.quote = "本年支出合计 | 决算数 | 1523600.00"
            figures[index].observation.span = SourceSpan(
                block: 3, cell: CellPosition(row: index, column: 1), utf8Range: 0..<1)
        }
        #expect(findings(figures) == [])
        let medians = [PeerSeries(measure: "expenditure.basic", scenario: .actual): Int64(100_000_000)]
        #expect(findings(figures, medians: medians) == ["d6-2023 unit_suspect expenditure.total"])
    }
}
