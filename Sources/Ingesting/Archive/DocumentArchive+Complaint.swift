import Terminal

extension DocumentArchive.Fault {
    var path: String {
        switch self {
        case .cannotWrite(let path, _), .cannotRead(let path, _), .damaged(let path): path
        }
    }

    /// What happened to the kept bytes.
    var what: Wording {
        switch self {
        case .cannotWrite(_, let reason):
            Wording(zh: "存档写不了：\(reason.zh)", en: "the archive cannot be written: \(reason.en)")
        case .cannotRead(_, let reason):
            Wording(zh: "存档读不了：\(reason.zh)", en: "the archive cannot be read: \(reason.en)")
        case .damaged:
            Wording(
                zh: "存档文件已损坏（内容与文件名的 SHA-256 不符）", en: "the archived file is damaged: its SHA-256 is not its name's")
        }
    }
}

extension Complaint {
    /// A load that cannot keep what it takes in ends there: what it promises to read again would be missing.
    init(keeping fault: DocumentArchive.Fault) {
        self.init(
            place: fault.path, what: fault.what,
            consequence: Wording(
                zh: "运行到此为止；此前装入的都在数据仓库里，原文也已存档",
                en: "the run ends here; what was loaded before is in the warehouse and its bytes are kept"),
            help: Wording(
                zh: "检查权限和磁盘空间后再运行，或加 --no-archive 不存原文",
                en:
                    "check the rights and the room on the disk and run again, or leave the archive out with --no-archive"
            ),
            status: .inputOutput)
    }
}
