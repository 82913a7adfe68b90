import ArgumentParser
import Ingesting
import Reading

struct ReprocessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reprocess",
        abstract: say("规则或参考数据变了以后，把库中的文件重读一遍", "Read stored documents again, after rules or seeds changed"),
        discussion: say(
            """
            原文取自存档（DB.archive），没有存档的取自原处，内容必须没变。写入之前先列出对数据的影响：各指标新增、去掉、改变多少，
            各举几例；哪些文件新读出、新隔离。全部是一个事务：出错、中断或 --dry-run 时数据仓库保持原样。原来读出的数据都留档，
            人工裁定照样有效；原文找不到的文件，原来的数据照旧。

            退出码：0 全部完成；65 有文件在隔离中；66 没有这个数据仓库，或有文件没有重读；75 另一个进程正在写；
            78 参考数据有错或数据仓库版本不对；130/143 被中断。
            """,
            """
            The bytes come from the archive (DB.archive), or from where they were found if they are still the same.  Before
            anything is kept it shows what it does to the data: facts that come, go and change by measure, with examples;
            documents newly readable and newly quarantined.  All of it is one transaction: a failure, an interruption or
            --dry-run leaves the warehouse as it was.  Earlier readings stay on record and people's decisions apply as
            before; a document whose bytes are gone keeps its reading.

            Exit codes: 0 all done; 65 documents stand in quarantine; 66 no such warehouse, or documents were not read
            again; 75 another process is writing; 78 faults in the seeds or another schema version; 130/143 interrupted.
            """))

    @Flag(
        name: .customLong("since-rules"),
        help: help("只重读由别的规则或参考数据读出的", "only documents that other rules or seeds have read"))
    var isSinceRules = false
    @Flag(name: .customLong("dry-run"), help: help("只列出影响，不写入", "show what it would do, and change nothing"))
    var isDryRun = false
    @OptionGroup var warehouse: WarehouseOptions
    @OptionGroup var options: RunOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var seeds: SeedOptions
    @OptionGroup var shared: SharedOptions

    func run() throws {
        Interruption.watch()
        shared.startLogging()
        var run = ReprocessRun(
            ReprocessRequest(
                database: warehouse.db, jobs: options.jobs, isSinceRules: isSinceRules, isDryRun: isDryRun),
            reference: try seeds.reference(), reader: DocumentReader(recognition: reading.ocr), clock: utcNow)
        let progress = ProgressReport(isQuiet: options.quiet)
        let isTalking = !options.quiet && !options.isJSON
        run.interruption = { Interruption.status }
        run.onProgress = { progress.show(done: $0, of: $1) }
        run.onComplaint = { complaint in
            guard !options.quiet else { return }
            progress.clear()
            Console.complain(complaint)
        }
        run.onChanges = { summary in
            progress.clear()
            if isTalking { Console.write(summary.text(in: spoken)) }
        }
        let summary: ReprocessSummary
        do { summary = try run.run() } catch {
            progress.clear()
            throw error
        }
        progress.clear()
        if options.isJSON { Console.write(try summary.json(in: spoken)) }
        if isTalking, summary.interruption != nil || summary.documents == 0 {
            Console.write(summary.text(in: spoken))
        }
        if isTalking { Console.write(summary.closing(in: spoken)) }
        throw ExitCode(summary.status.rawValue)
    }
}
