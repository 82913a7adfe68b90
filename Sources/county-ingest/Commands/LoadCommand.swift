import ArgumentParser
import Ingesting
import Loading
import Reading
import ReferenceData
import Terminal

struct LoadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: say("装入文件和文件夹", "Load files and folders"),
        discussion: say(
            """
            文件夹会递归查找，不跟随链接，跳过隐藏文件、README 和 FILE.json 说明文件。同样的内容只装一次。
            读不了的文件进入隔离，不影响其他文件；county-ingest status 列出原因。

            退出码：0 全部完成；65 有文件被隔离；66 有路径打不开；73/74/77 写不了；75 另一个进程正在写；
            78 参考数据有错或数据仓库版本较新；130/143 被中断。
            """,
            """
            Folders are searched through without following links; hidden files, README and FILE.json sidecars are passed
            over.  The same bytes are loaded once.  A file that cannot be read is quarantined and leaves the others;
            county-ingest status lists the reasons.

            Exit codes: 0 all done; 65 files were quarantined; 66 a path cannot be opened; 73/74/77 cannot write;
            75 another process is writing; 78 faults in the seeds or a newer warehouse; 130/143 interrupted.
            """))

    @Argument(help: help("文件或文件夹", "files or folders"))
    var paths: [String]
    @OptionGroup var warehouse: WarehouseOptions
    @Flag(name: .customLong("dry-run"), help: help("只读不写，看看会怎样", "read everything, write nothing"))
    var isDryRun = false
    @Flag(help: help("在 JSON 小结中列出各阶段用时", "add milliseconds by stage to the JSON summary"))
    var times = false
    @Flag(
        name: .customLong("no-archive"),
        help: help("不把原文存入 DB.archive（以后可能无法重读）", "keep no copy of the files in DB.archive, to read them again from"))
    var isWithoutArchive = false
    @Option(
        help: ArgumentHelp(
            say("这些文件的来源网址（旁边没有 FILE.json 时）", "where the files come from, unless FILE.json says so"),
            valueName: "url"))
    var sourceURL: String?
    @OptionGroup var options: RunOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var seeds: SeedOptions
    @OptionGroup var shared: SharedOptions

    func run() throws {
        Interruption.watch()
        shared.startLogging()
        let reference = try seeds.reference()
        var run = LoadRun(
            LoadRequest(
                paths: paths, database: warehouse.db, jobs: options.jobs, isDryRun: isDryRun,
                sourceURL: sourceURL?.isEmpty == true ? nil : sourceURL,
                keepsArchive: !isWithoutArchive),
            reference: reference, reader: DocumentReader(recognition: reading.ocr), clock: utcNow)
        let progress = ProgressReport(isQuiet: options.quiet)
        run.interruption = { Interruption.status }
        run.onProgress = { progress.show(done: $0, of: $1) }
        run.onComplaint = { complaint in
            guard !options.quiet else { return }
            progress.clear()
            Console.complain(complaint)
        }
        let summary: LoadSummary
        do { summary = try run.run() } catch {
            progress.clear()
            throw error
        }
        progress.clear()
        if options.isJSON { Console.write(try summary.json(times: times, in: spoken)) }
        if !options.isJSON, !options.quiet { Console.write(summary.text(in: spoken)) }
        throw ExitCode(summary.status.rawValue)
    }
}
