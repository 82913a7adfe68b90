import ArgumentParser
import Foundation
import Glibc
import Ingesting
import Logging
import Reading
import ReferenceData
import Terminal

/// The language of this run: help pages are written before the parser has read `--lang`.
let spoken = Language.requested(by: CommandLine.arguments.dropFirst())

/// One of two texts, in the language of this run.
func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[spoken] }

func help(_ zh: String, _ en: String) -> ArgumentHelp { ArgumentHelp(stringLiteral: say(zh, en)) }

@main
struct CountyIngest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "county-ingest",
        abstract: say("把县级部门公开的报告装入统计数据仓库", "Load published reports of county departments into the warehouse"),
        version: "1.0.0",
        subcommands: [
            LoadCommand.self, ReprocessCommand.self, InitCommand.self, StatusCommand.self, TraceCommand.self,
            TermsCommand.self, FormatsCommand.self, ReviewCommand.self, CorrectCommand.self, RejectCommand.self,
            CorrectionsCommand.self,
        ])

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let complaint as Complaint {
            Console.complain(complaint)
            Glibc.exit(complaint.status.rawValue)
        } catch let code as ExitCode {
            Glibc.exit(code.rawValue)
        } catch {
            end(parserError: error)
        }
    }

    /// Help goes to standard output; mistakes in the command line to standard error.
    private static func end(parserError error: any Error) -> Never {
        let status = exitCode(for: error)
        guard status != .success else {
            Console.write(ParserWording.translated(help: fullMessage(for: error), in: spoken) + "\n")
            Glibc.exit(0)
        }
        let mistake = message(for: error)
        Console.complain(
            Complaint(
                what: Wording(ParserWording.translated(error: mistake, in: spoken)),
                help: Wording(zh: "county-ingest help 列出命令和选项", en: "county-ingest help lists commands and options"),
                status: .usage))
        Glibc.exit(status.rawValue)
    }
}

/// Options of every command.
struct SharedOptions: ParsableArguments {
    @Option(help: help("输出语言：zh 或 en", "language of the output: zh or en"))
    var lang: Language = .chinese

    @Flag(help: help("把运行日志写到标准错误", "write the running log to standard error"))
    var verbose = false

    /// Logs go to standard error when asked for, and nowhere otherwise.
    func startLogging() {
        let isVerbose = verbose
        LoggingSystem.bootstrap { label in
            guard isVerbose else { return SwiftLogNoOpLogHandler() }
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .debug
            return handler
        }
    }
}

/// Where the warehouse is.
struct WarehouseOptions: ParsableArguments {
    @Option(help: ArgumentHelp(stringLiteral: say("数据仓库文件", "the warehouse file")))
    var db = "warehouse.sqlite"
}

/// How a run reads many files and tells of it.
struct RunOptions: ParsableArguments {
    @Option(help: help("同时读几个文件", "how many files to read at a time"))
    var jobs = min(8, ProcessInfo.processInfo.activeProcessorCount)
    @Flag(name: .customLong("json"), help: help("以 JSON 输出小结", "print the summary as JSON"))
    var isJSON = false
    @Flag(help: help("除无法继续的错误外什么都不输出", "print nothing but errors that end the run"))
    var quiet = false

    func validate() throws {
        guard jobs >= 1, jobs <= 64 else {
            throw ValidationError(say("--jobs 应在 1 到 64 之间", "--jobs has to be from 1 to 64"))
        }
    }
}

/// How files are read.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: help(
            "扫描件识别：off 不识别，auto 没有文字的页才识别，only 每页都识别",
            "recognise scans: off never, auto pages without text, only every page"))
    var ocr: Recognition = .auto
}

extension Recognition: ExpressibleByArgument {}

/// Where the seeds are.
struct SeedOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say("用这个文件夹里的 CSV 代替程序内置的参考数据", "CSV files to use instead of the built-in reference data"),
            valueName: "dir"))
    var seeds: String?
}

extension SeedOptions {
    /// The seeds of the folder, or those built in.
    func reference() throws -> ReferenceData {
        do throws(SeedError) {
            guard let seeds else { return try ReferenceData.embedded() }
            return try ReferenceData(folder: seeds)
        } catch {
            throw Complaint(error)
        }
    }
}

/// The time for the run log: “2025-01-31T08:00:00Z”.
func utcNow() -> String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 24)
    let length = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
    return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

extension Language: ExpressibleByArgument {
    public init?(argument: String) { self.init(code: argument) }
}
