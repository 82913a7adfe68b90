import ArgumentParser
import Querying

struct MeasuresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measures", abstract: say("库中的指标：代码、名称、计量单位", "Measures: codes, labels, units."))

    @Flag(name: .customLong("all"), help: .init(say("也列出没有数据的指标", "Those without figures too."))) var isWithEmpty =
        false
    @OptionGroup var output: OutputOptions

    func run() throws { try output.answer(MeasureList(isWithEmpty: isWithEmpty)) }
}
