import ArgumentParser
import FiscalModel
import Querying

struct FindingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings", abstract: say("疑点：报告内部和报告之间的矛盾", "Contradictions in reports and between them."))

    @OptionGroup var units: UnitOptions
    @OptionGroup var years: YearOptions
    @Option(name: .customLong("rule"), help: .init(say("规则（可多次）", "Rule (repeatable)."))) var rules: [Finding.Rule] = []
    @Option(name: .customLong("severity"), help: .init(say("程度（可多次）", "Severity (repeatable).")))
    var severities: [Finding.Severity] = []
    @Option(help: OptionHelp.measure) var measure: String?
    @OptionGroup var output: OutputOptions

    func run() throws {
        try output.answer(
            Findings(
                units: units.selection, years: years.range(), rules: rules, severities: severities, measure: measure))
    }
}
