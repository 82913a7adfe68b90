/// What web pages and word processors put around a report: navigation, contents, field marks.
enum PageFurniture {
    /// “当前位置：…”, “打印本页”, record numbers of the site: short lines that a site prints around every article.
    static func isNavigation(_ text: [UInt8]) -> Bool {
        guard text.count <= 400 else { return false }
        return text.withUnsafeBufferPointer { bytes in
            if starts.contains(where: { stands($0, at: 0, in: bytes) }) { return true }
            guard bytes.count <= 240, bytes.count >= 3 else { return false }
            for index in 2..<bytes.count where isThird[Int(bytes[index])] {
                if marks.contains(where: { stands($0, at: index - 2, in: bytes) }) { return true }
            }
            return false
        }
    }

    private static func stands(_ words: [UInt8], at index: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard index + words.count <= text.count else { return false }
        for (offset, byte) in words.enumerated() where text[index + offset] != byte { return false }
        return true
    }

    private static let starts = ["当前位置", "您的位置", "您现在的位置", "你的位置", "所在位置", "上一篇", "下一篇", "扫一扫", "分享到"].map {
        Array($0.utf8)
    }
    private static let marks = [
        "打印本页", "【打印】", "关闭窗口", "【关闭】", "ICP备", "网站标识码", "公网安备", "字体：", "字号：", "浏览次数", "点击数", "阅读次数",
    ].map { Array($0.utf8) }

    /// The third bytes of the marks: one look at a byte passes over most of a text.
    private static let isThird: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for mark in marks { table[Int(mark[2])] = true }
        return table
    }()
}

/// The lines of a table of contents.
enum ContentsEntry {
    static func isHeading(_ text: String) -> Bool {
        guard text.utf8.count <= 24, text.unicodeScalars.contains("目") else { return false }
        return ["目录", "目次"].contains(String(text.unicodeScalars.filter { $0 != " " && $0 != "\u{3000}" }))
    }

    /// `一、部门概况……………3`: leaders and a page number.
    static func isEntry(_ text: [UInt8]) -> Bool {
        var end = text.count
        while end > 0, (0x30...0x39).contains(text[end - 1]) || text[end - 1] == 0x20 { end -= 1 }
        guard end < text.count, end > 6, text.count - end <= 6 else { return false }
        var leaders = 0
        while end > 0 {
            if text[end - 1] == 0x2E || text[end - 1] == 0x20 {
                leaders += text[end - 1] == 0x2E ? 1 : 0
                end -= 1
            } else if end >= 3, text[end - 3] == 0xE2, text[end - 2] == 0x80, text[end - 1] == 0xA6 {
                leaders += 3
                end -= 3
            } else if end >= 2, text[end - 2] == 0xC2, text[end - 1] == 0xB7 {
                leaders += 1
                end -= 2
            } else {
                break
            }
        }
        return leaders >= 4
    }
}

/// Marks that converters leave of a word processor's fields: `[bookmark: _GoBack]`, `PAGEREF _Toc123 \h`, `HYPERLINK "…"`.
enum FieldNoise {
    static func removed(from text: [UInt8]) -> [UInt8] {
        guard text.contains("[bookmark: ") else { return text }
        var kept: [UInt8] = []
        var index = 0
        let mark = Array("[bookmark: ".utf8)
        while index < text.count {
            if text[index] == mark[0], text[index...].starts(with: mark),
                let close = text[index...].prefix(80).firstIndex(of: 0x5D)
            {
                index = close + 1
                continue
            }
            kept.append(text[index])
            index += 1
        }
        return kept
    }
}
