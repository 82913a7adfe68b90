import DocumentModel

/// The line under a title that says when and by whom a page was published: “发布时间：2024-04-18 10:26  来源：县财政局”.
enum PublicationLine {
    private static let dateLabels: [StaticString] = [
        "发布时间", "发布日期", "发文日期", "公开时间", "公开日期", "成文日期", "生成日期", "时间：", "日期：",
    ]
    private static let publisherLabels: [StaticString] = ["来源：", "来源:", "信息来源", "发布机构", "发布单位", "公开单位"]

    /// Fills what is still unknown from the first and last paragraphs.
    static func fill(_ metadata: inout DocumentMetadata, from blocks: [Block]) {
        let near = blocks.prefix(12) + blocks.suffix(6)
        for case .paragraph(let paragraph) in near where paragraph.text.utf8.count <= 600 {
            let bytes = Array(paragraph.text.utf8)
            if metadata.publishedOn == nil { metadata.publishedOn = date(in: bytes) }
            if metadata.publisher == nil { metadata.publisher = publisher(in: bytes) }
        }
    }

    private static func date(in text: [UInt8]) -> String? {
        for label in dateLabels {
            guard let after = end(of: label, in: text) else { continue }
            if let day = isoDay(text[after...].prefix(40)) { return day }
        }
        return nil
    }

    private static func publisher(in text: [UInt8]) -> String? {
        for label in publisherLabels {
            guard let after = end(of: label, in: text) else { continue }
            var start = after
            while start < text.count {
                if text[start] <= 0x20 || text[start] == 0x3A {
                    start += 1
                } else if text[start...].starts(with: "：".utf8) || text[start...].starts(with: "\u{3000}".utf8) {
                    start += 3
                } else {
                    break
                }
            }
            var stop = start
            while stop < text.count, text[stop] > 0x20, !text[stop...].starts(with: "\u{3000}".utf8), text[stop] != 0xC2
            { stop += 1 }
            if stop > start, stop - start <= 90 { return String(decoding: text[start..<stop], as: UTF8.self) }
        }
        return nil
    }

    /// The first day in a text (2024-04-18, 2024/4/18, 2024年4月18日, 2024.04.18), in ISO form.
    static func isoDay(_ text: ArraySlice<UInt8>) -> String? {
        var index = text.startIndex
        while index < text.endIndex {
            guard (0x30...0x39).contains(text[index]) else {
                index += 1
                continue
            }
            var numbers: [Int] = []
            var scan = index
            while numbers.count < 3, scan < text.endIndex, (0x30...0x39).contains(text[scan]) {
                var value = 0
                var digits = 0
                while scan < text.endIndex, (0x30...0x39).contains(text[scan]), digits < 5 {
                    value = value * 10 + Int(text[scan] - 0x30)
                    digits += 1
                    scan += 1
                }
                numbers.append(value)
                if numbers.count == 3 { break }
                while scan < text.endIndex, text[scan] == 0x20 { scan += 1 }
                if scan < text.endIndex, [0x2D, 0x2F, 0x2E].contains(text[scan]) {
                    scan += 1
                } else if text[scan...].starts(with: "年".utf8) || text[scan...].starts(with: "月".utf8) {
                    scan += 3
                } else {
                    break
                }
                while scan < text.endIndex, text[scan] == 0x20 { scan += 1 }
            }
            if numbers.count == 3, (1990...2099).contains(numbers[0]), (1...12).contains(numbers[1]),
                (1...31).contains(numbers[2])
            {
                func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
                return "\(numbers[0])-\(two(numbers[1]))-\(two(numbers[2]))"
            }
            index = max(scan, index + 1)
        }
        return nil
    }

    /// The offset behind a label.
    private static func end(of label: StaticString, in text: [UInt8]) -> Int? {
        text.withUnsafeBytes { $0.find(label) }.map { $0 + label.utf8CodeUnitCount }
    }
}
