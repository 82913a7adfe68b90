/// A package that stands in one XML file, part after part (“Flat OPC”): how word processors save “XML 文档”.
enum FlatPackage {
    static func isWord(_ content: FileContent) -> Bool {
        content.isText && content.opens(with: "<pkg:package", within: 1_024)
            && content.opens(with: "word.document", within: 512)
    }

    /// Part name to the XML in it; pictures are left where they are, with their names only.
    static func parts(_ bytes: [UInt8]) -> [String: [UInt8]] {
        var parts: [String: [UInt8]] = [:]
        bytes.withUnsafeBytes { raw in
            var cursor = 0
            while let start = raw.find("<pkg:part ", from: cursor), parts.count < 10_000 {
                let end = raw.find("</pkg:part>", from: start) ?? raw.count
                cursor = end
                guard let nameStart = raw.find("pkg:name=\"/", from: start, to: end).map({ $0 + 11 }),
                    let nameEnd = raw[nameStart..<end].firstIndex(of: 0x22)
                else { continue }
                let name = String(decoding: raw[nameStart..<nameEnd], as: UTF8.self)
                guard let open = raw.find("<pkg:xmlData", from: nameEnd, to: end),
                    let body = raw[open..<end].firstIndex(of: 0x3E),
                    let close = raw.find("</pkg:xmlData>", from: body, to: end)
                else {
                    // A part cut off in its middle is damaged, not missing.
                    parts[name] =
                        raw.find("<pkg:xmlData", from: nameEnd, to: end) == nil ? [] : Array(raw[nameEnd..<end])
                    continue
                }
                parts[name] = Array(raw[(body + 1)..<close])
            }
        }
        return parts
    }
}
