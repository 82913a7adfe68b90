import ArgumentParser
import Querying

struct MembersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "members", abstract: say("会员与商会：逐单位逐年", "Members and chambers by unit and year."))

    @OptionGroup var units: UnitOptions
    @OptionGroup var years: YearOptions
    @OptionGroup var output: OutputOptions

    func run() throws { try output.answer(Members(units: units.selection, years: years.range())) }
}
