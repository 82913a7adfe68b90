import ArgumentParser
import FiscalModel
import Querying

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: say("数据由来：每处原文、文件、位置、规则，取舍及理由", "Where a figure comes from, and why it was chosen."))

    @Argument(help: .init(say("单位全称，或只有一个单位的县", "Name of the unit, or a county with one unit."), valueName: "UNIT"))
    var unit: String
    @Argument(help: .init(say("年度", "Fiscal year."), valueName: "YEAR")) var year: Int
    @Argument(help: OptionHelp.measure) var measure: String
    @Option(
        name: .customLong("county"),
        help: .init(say("同名单位所在的县", "County, where units share a name."), valueName: "NAME"))
    var county: String?
    @Option(help: OptionHelp.scenario) var scenario: Scenario?
    @OptionGroup var output: OutputOptions

    func run() throws {
        try output.answer(
            Explanation(
                unit: unit, year: year, measure: measure, scenario: scenario,
                places: UnitSelection(counties: county.map { [$0] } ?? [])))
    }
}
