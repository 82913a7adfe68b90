import Terminal

/// Why a warehouse cannot be opened or asked: what, where, the consequence and the next step, in both languages.
///
/// ```
/// error: warehouse.sqlite: schema version 9, this program knows up to 4
///   consequence: the file was not touched
///   help: use the county-ingest that wrote it, or a newer one
/// ```
public struct WarehouseError: Error, Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        /// There is no such file.
        case missing
        /// `create` was asked for a file that is there.
        case exists
        /// The file is no SQLite database, or another program's.
        case foreign
        /// Written by a newer program.
        case newer(version: Int, known: Int)
        /// Written by an older program, and opened for reading only.
        case older(version: Int, known: Int)
        /// A migration failed and was rolled back; the copy made before it, where one was made.
        case migrationFailed(detail: String, backup: String?)
        /// Another process holds the file for writing.
        case busy
        /// The file cannot be opened or made: no such folder, or no right to it.
        case cannotOpen
        /// The file, or its folder, may only be read.
        case readOnly
        /// The disk is full.
        case full
        /// A statement that a reader may not run; what SQLite was asked for.
        case denied(action: String)
        /// A statement ran longer than the limit.
        case timedOut(seconds: Double)
        /// SQLite refuses for any other reason; its own words.
        case failed(detail: String)
    }

    public var reason: Reason
    public var path: String

    public init(_ reason: Reason, path: String) {
        self.reason = reason
        self.path = path
    }

    /// What happened.
    public var what: Wording {
        switch reason {
        case .missing: .init(zh: "没有这个数据仓库文件", en: "there is no such warehouse")
        case .exists: .init(zh: "文件已存在", en: "the file exists already")
        case .foreign:
            .init(zh: "不是本程序的数据仓库，或不是 SQLite 文件", en: "not a warehouse of this program, or no SQLite file")
        case .newer(let version, let known):
            .init(
                zh: "数据仓库的结构版本是 \(version)，本程序只认识到 \(known)",
                en: "the warehouse has schema version \(version), this program knows up to \(known)")
        case .older(let version, let known):
            .init(
                zh: "数据仓库的结构版本是 \(version)，本程序需要 \(known)",
                en: "the warehouse has schema version \(version), this program needs \(known)")
        case .migrationFailed(let detail, _):
            .init(zh: "结构升级失败：\(detail)", en: "the migration failed: \(detail)")
        case .busy: .init(zh: "另一个进程正在写入", en: "another process is writing to it")
        case .cannotOpen: .init(zh: "打不开，也建不了这个文件", en: "the file can be neither opened nor made")
        case .readOnly: .init(zh: "没有写入权限", en: "there is no right to write to it")
        case .full: .init(zh: "磁盘已满", en: "the disk is full")
        case .denied(let action):
            .init(zh: "只读查询不允许：\(action)", en: "not allowed in a read-only query: \(action)")
        case .timedOut(let seconds):
            .init(zh: "查询超过 \(Self.shown(seconds)) 秒，已中止", en: "the query ran longer than \(Self.shown(seconds)) s")
        case .failed(let detail): .init(zh: "SQLite 报告：\(detail)", en: "SQLite says: \(detail)")
        }
    }

    /// What did and what did not happen because of it.
    public var consequence: Wording {
        switch reason {
        case .migrationFailed(_, let backup?):
            .init(
                zh: "数据未变；升级前的副本在 \(backup)", en: "the data is as it was; the copy made before is \(backup)")
        case .timedOut, .denied: .init(zh: "数据未变，没有输出结果", en: "nothing was changed and nothing was answered")
        default: .init(zh: "文件未被改动", en: "the file was not touched")
        }
    }

    /// What to do next.
    public var help: Wording {
        switch reason {
        case .missing:
            .init(
                zh: "先运行 county-ingest init --db \(path)，或用 --db 指明文件",
                en: "run county-ingest init --db \(path) first, or name the file with --db")
        case .exists: .init(zh: "换一个文件名，或先移走它", en: "choose another name, or move it away first")
        case .foreign: .init(zh: "用 --db 指明另一个文件", en: "name another file with --db")
        case .newer:
            .init(
                zh: "请用写入它的（或更新的）county-ingest 与 county-query",
                en: "use the county-ingest and county-query that wrote it, or newer ones")
        case .older:
            .init(
                zh: "运行 county-ingest init --db \(path) 升级（会先留副本）",
                en: "run county-ingest init --db \(path) to migrate it; a copy is made first")
        case .migrationFailed:
            .init(zh: "请保留副本并报告这条信息", en: "keep the copy and report this message")
        case .busy: .init(zh: "等它结束后再运行", en: "run again when it has ended")
        case .cannotOpen: .init(zh: "检查文件夹是否存在、有没有权限", en: "check that the folder is there, and the rights to it")
        case .readOnly: .init(zh: "取得写权限，或用 --db 指明另一个文件", en: "get the right to write, or name another file with --db")
        case .full: .init(zh: "腾出空间后再运行", en: "make room and run again")
        case .denied:
            .init(zh: "只能用 SELECT 查询视图和表", en: "only SELECT over views and tables is possible here")
        case .timedOut:
            .init(zh: "缩小查询范围，或用 --timeout 放宽时限", en: "ask for less, or allow more with --timeout")
        case .failed:
            .init(zh: "检查语句，以及文件和文件夹的权限", en: "check the statement, and the rights to file and folder")
        }
    }

    private static func shown(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
    }
}
