import ArgumentParser
import Querying

struct UnitsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "units", abstract: say("库中的单位和报告年度", "Units and the years they reported for."))

    @OptionGroup var units: UnitOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try output.answer(UnitList(units: units.selection)) }
}
