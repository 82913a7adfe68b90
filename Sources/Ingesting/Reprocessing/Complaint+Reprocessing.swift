import Loading
import Terminal

extension Complaint {
    /// A failure that undid the run.
    init(rereading error: LoadingError, database: String) {
        self.init(error, database: database)
        consequence = Wording(zh: "什么都没有改；数据仓库保持原样", en: "nothing was changed; the warehouse is as it was")
    }

    /// A fault of the archive where the bytes could still be had.
    init(mended fault: DocumentArchive.Fault, of stored: StoredDocument) {
        self.init(
            place: fault.path, what: fault.what,
            consequence: Wording(
                zh: "已用原处的文件重读：\(stored.file.folder)/\(stored.file.name)",
                en: "it was read again from where it was found: \(stored.file.folder)/\(stored.file.name)"),
            help: Wording(
                zh: "检查磁盘；损坏的存档会改名为 ….damaged，并补上完好的（试运行除外）",
                en: "check the disk; a damaged file is renamed ….damaged and sound bytes are put in its place, "
                    + "except in a dry run"),
            status: .inputOutput)
    }

    /// A document that was read before, and that this machine cannot read.
    init(waiting rejection: Rejection, of stored: StoredDocument) {
        self.init(
            place: "\(stored.file.folder)/\(stored.file.name)", what: rejection.reason,
            consequence: Wording(
                zh: "没有重读；以前读出的数据照旧", en: "it was not read again; what was read from it before stands"),
            help: rejection.help, status: .noInput)
    }
}

extension Rejection {
    /// An archive that could not be unfolded before: its members have never been documents.
    static let loadArchiveAgain = Rejection(
        code: "archive", reason: Wording(zh: "压缩包现在可以展开", en: "the archive can be unfolded now"),
        help: Wording(zh: "用 county-ingest load 再装入一次", en: "load it again with county-ingest load"))
}
