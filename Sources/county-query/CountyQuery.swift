import ArgumentParser
import Querying
import Terminal
import Warehouse

/// `county-query`: the reader's commands over a warehouse, which is opened for reading only, always.
@main
struct CountyQuery: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "county-query",
        abstract: say("查询县级部门报告数据仓库（只读）", "Ask a warehouse of county department reports; reads only."),
        discussion: ExitStatus.help,
        version: "1.0.0",
        subcommands: [
            TrendCommand.self, BudgetCommand.self, PerCapitaCommand.self, MembersCommand.self, RankCommand.self,
            ProjectsCommand.self, IndicatorsCommand.self, FindingsCommand.self, ExplainCommand.self, UnitsCommand.self,
            MeasuresCommand.self, SQLCommand.self,
        ])

    /// Parses and runs; every way out passes here, so that messages and exit codes are said in one place.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as QueryFailure {
            fail(failure.message, status: ExitStatus.of(failure))
        } catch let error as WarehouseError {
            fail(
                FailureMessage(
                    Wording(zh: "\(error.path)：\(error.what.zh)", en: "\(error.path): \(error.what.en)"),
                    consequence: error.consequence, help: error.help), status: ExitStatus.of(error))
        } catch {
            end(parserError: error)
        }
    }

    /// Help and version go to standard output; mistakes in the command line to standard error.
    private static func end(parserError error: any Error) -> Never {
        let status = exitCode(for: error)
        guard status != .success else {
            print(ParserWording.translated(help: fullMessage(for: error), in: language))
            StandardOutput.end(0)
        }
        let usage = ParserWording.translated(help: usageLine(of: fullMessage(for: error)), in: language)
        fail(
            FailureMessage(
                Wording(ParserWording.translated(error: message(for: error), in: language)),
                help: usage.isEmpty ? nil : Wording(usage)),
            status: status.rawValue)
    }

    /// The line of the parser's message that shows the usage.
    private static func usageLine(of text: String) -> String {
        text.split(separator: "\n").first { $0.hasPrefix("Usage: ") }.map { String($0.dropFirst("Usage: ".count)) }
            ?? ""
    }

    private static func fail(_ message: FailureMessage, status: Int32) -> Never {
        StandardOutput.complain(message.text(in: language))
        StandardOutput.end(status)
    }
}
