import Reading
import Terminal

extension ReadingFailure.Reason {
    /// What is the matter with the file, for a clerk.
    public var wording: Wording {
        switch self {
        case .empty: Wording(zh: "文件是空的", en: "the file is empty")
        case .unsupported: Wording(zh: "不认识的文件格式", en: "the format is not known")
        case .damaged: Wording(zh: "文件已损坏", en: "the file is damaged")
        case .encrypted: Wording(zh: "文件有密码保护", en: "the file is protected by a password")
        case .pictureOnly: Wording(zh: "只有图片，没有文字", en: "there are only pictures, no text")
        case .unreadableText:
            Wording(zh: "文字没有编码信息，读出来的不是原文", en: "the text has no character map and cannot be read")
        case .tooLarge: Wording(zh: "文件太大", en: "the file is too large")
        case .tooDeep: Wording(zh: "嵌套过深", en: "it is nested too deeply")
        case .timedOut: Wording(zh: "读取超时", en: "reading took too long")
        case .toolMissing: Wording(zh: "缺少读取这种格式的软件", en: "the program that reads this format is missing")
        case .toolFailed: Wording(zh: "读取这种格式的软件出错", en: "the program that reads this format failed")
        case .garbled: Wording(zh: "内容是乱码", en: "the content is garbled")
        case .machine: Wording(zh: "这台机器暂时读不了它", en: "this machine could not read it just now")
        }
    }

    /// What to do about it.
    public var help: Wording {
        switch self {
        case .empty: Wording(zh: "重新下载这个文件", en: "fetch the file again")
        case .unsupported:
            Wording(
                zh: "county-ingest formats 列出能读的格式；另存为其中一种", en: "save it in a format that county-ingest formats lists")
        case .damaged, .garbled:
            Wording(
                zh: "重新下载，或用原软件打开后另存，再装入一次",
                en: "fetch it again, or open and save it in its own program, then load it again")
        case .encrypted: Wording(zh: "用密码打开，去掉保护后另存", en: "open it with its password and save it without one")
        case .pictureOnly, .unreadableText:
            Wording(zh: "用 --ocr auto 识别，或换有文字的版本", en: "recognise it with --ocr auto, or find a version with text")
        case .tooLarge, .tooDeep: Wording(zh: "拆成单份报告再装入", en: "split it into single reports")
        case .timedOut: Wording(zh: "拆成较小的文件再装入", en: "split it into smaller files")
        case .toolMissing:
            Wording(
                zh: "county-ingest formats 说明缺什么、怎么装",
                en: "county-ingest formats says what is missing and how to install it")
        case .machine:
            Wording(
                zh: "腾出临时文件夹（TMPDIR）的空间、检查它的权限，或等机器闲下来，再运行一次",
                en:
                    "make room in the folder for temporary files (TMPDIR), check the rights to it, or wait until the machine is"
                    + " less busy, and run again")
        case .toolFailed:
            Wording(zh: "用原软件打开后另存为 .docx 或 .pdf", en: "open it in its own program and save it as .docx or .pdf")
        }
    }
}
