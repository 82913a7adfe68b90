import DocumentModel

/// Excel workbooks since 2007 (.xlsx, .xlsm): every sheet is a table under its sheet's name.
struct WorkbookReader: FormatReader {
    let format = DocumentFormat.xlsx
    let extensions = ["xlsx", "xlsm", "xltx", "et"]

    private enum Tag: String, CaseIterable {
        case relationship = "Relationship"
        case sheet, workbookPr, si, t, rPh, numFmt, cellXfs, xf, row, c, v, f, `is`, mergeCell, col
    }

    private static let vocabulary = XMLVocabulary<Tag>()

    func recognises(_ content: FileContent) -> Bool { content.members.contains("xl/workbook.xml") }

    func read(_ file: SourceFile, _ content: FileContent, _ context: ReadingContext) throws(ReadingFailure) -> Document
    {
        let package = try Package(content.bytes, limits: context.limits) { name in
            name.hasPrefix("xl/worksheets/") && name.hasSuffix(".xml")
                || [
                    "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml",
                    "docProps/core.xml",
                ].contains(name)
        }
        let workbook = try Self.workbook(try package.required("xl/workbook.xml"))
        let targets = try Self.targets(try package.dependable("xl/_rels/workbook.xml.rels") ?? [])
        let strings = try Self.strings(try package.dependable("xl/sharedStrings.xml") ?? [])
        let formats = try Self.formats(
            try package.dependable("xl/styles.xml") ?? [], startsIn1904: workbook.startsIn1904)
        var document = Document(format: .xlsx)
        document.metadata.title = CoreProperties.title(package.parts["docProps/core.xml"])
        document.notes = package.notes
        for (index, sheet) in workbook.sheets.enumerated() {
            let name = targets[sheet.relation] ?? "xl/worksheets/sheet\(index + 1).xml"
            guard let part = package.parts[name] else {
                if let fault = package.faults[name] { throw ReadingFailure(.damaged, part: "\(name): \(fault)") }
                // A chart sheet has no cells.
                if name.hasPrefix("xl/worksheets/") {
                    document.notes.append(ReadingNote(.droppedContent, detail: "工作表“\(sheet.name)”的内容缺失"))
                }
                continue
            }
            var builder = SheetBuilder(name: sheet.name, limits: context.limits)
            builder.isHidden = sheet.isHidden
            try Self.read(part, name, strings, formats, &builder)
            document.append(builder)
        }
        guard !document.blocks.isEmpty else {
            throw ReadingFailure(.empty, zh: "工作簿里没有内容", en: "the workbook has no content")
        }
        return document
    }

    private struct Sheet {
        var name: String
        var relation: String
        var isHidden: Bool
    }

    private static func workbook(_ part: [UInt8]) throws(ReadingFailure) -> (sheets: [Sheet], startsIn1904: Bool) {
        var sheets: [Sheet] = []
        var startsIn1904 = false
        try scan(part, "xl/workbook.xml") { tag, scanner in
            switch tag {
            case .sheet:
                let state = scanner.attribute("state")
                sheets.append(
                    Sheet(
                        name: scanner.attribute("name") ?? "", relation: scanner.attribute("id") ?? "",
                        isHidden: state == "hidden" || state == "veryHidden"))
            case .workbookPr: startsIn1904 = ["1", "true"].contains(scanner.attribute("date1904"))
            default: break
            }
        }
        return (sheets, startsIn1904)
    }

    private static func targets(_ part: [UInt8]) throws(ReadingFailure) -> [String: String] {
        var targets: [String: String] = [:]
        guard !part.isEmpty else { return targets }
        try scan(part, "xl/_rels/workbook.xml.rels") { tag, scanner in
            guard tag == .relationship, let id = scanner.attribute("Id"), let target = scanner.attribute("Target")
            else { return }
            targets[id] = target.utf8.first == 0x2F ? String(target.dropFirst()) : "xl/" + target
        }
        return targets
    }

    private static func formats(_ part: [UInt8], startsIn1904: Bool) throws(ReadingFailure) -> [NumberFormat] {
        var codes: [Int: String] = [:]
        var formats: [NumberFormat] = []
        var known: [Int: NumberFormat] = [:]
        var isInside = false
        guard !part.isEmpty else { return [.general] }
        var scanner = XMLScanner(part)
        do {
            while true {
                switch try scanner.next() {
                case .finished: return formats
                case .start:
                    switch vocabulary[scanner] {
                    case .numFmt:
                        if let id = scanner.intAttribute("numFmtId") { codes[id] = scanner.attribute("formatCode") }
                    case .cellXfs: isInside = true
                    case .xf:
                        guard isInside else { break }
                        let id = scanner.intAttribute("numFmtId") ?? 0
                        let format =
                            known[id] ?? NumberFormat(codes[id] ?? NumberFormat.builtIn(id), startsIn1904: startsIn1904)
                        known[id] = format
                        formats.append(format)
                    default: break
                    }
                case .end: if vocabulary[scanner] == .cellXfs { isInside = false }
                case .text: break
                }
            }
        } catch {
            throw ReadingFailure(error, part: "xl/styles.xml")
        }
    }

    private static func strings(_ part: [UInt8]) throws(ReadingFailure) -> [String] {
        var strings: [String] = []
        guard !part.isEmpty else { return strings }
        var scanner = XMLScanner(part)
        var text: [UInt8] = []
        var isText = false
        do {
            while true {
                switch try scanner.next() {
                case .finished: return strings
                case .start:
                    switch vocabulary[scanner] {
                    case .si: text.removeAll(keepingCapacity: true)
                    case .t: isText = true
                    case .rPh: try scanner.skipElement()
                    default: break
                    }
                case .text: if isText { try scanner.appendText(to: &text) }
                case .end:
                    switch vocabulary[scanner] {
                    case .t: isText = false
                    case .si: strings.append(SheetText.shown(text))
                    default: break
                    }
                }
            }
        } catch {
            throw ReadingFailure(error, part: "xl/sharedStrings.xml")
        }
    }

    private static func read(
        _ part: [UInt8], _ name: String, _ strings: [String], _ formats: [NumberFormat], _ builder: inout SheetBuilder
    ) throws(ReadingFailure) {
        var scanner = XMLScanner(part)
        var row = -1
        var column = -1
        var kind: String?
        var style = 0
        var value: [UInt8] = []
        var isValue = false
        var hasFormula = false
        var failure: ReadingFailure?
        do {
            while true {
                switch try scanner.next() {
                case .finished: return
                case .start:
                    switch vocabulary[scanner] {
                    case .row:
                        row = scanner.intAttribute("r").map { $0 - 1 } ?? row + 1
                        column = -1
                        if ["1", "true"].contains(scanner.attribute("hidden")) { builder.hiddenRows.insert(row) }
                    case .c:
                        let place = scanner.attribute("r").flatMap { CellReference.position($0) }
                        row = place?.row ?? row
                        column = place?.column ?? column + 1
                        kind = scanner.attribute("t")
                        style = scanner.intAttribute("s") ?? 0
                        value.removeAll(keepingCapacity: true)
                        hasFormula = false
                    case .f: hasFormula = true
                    case .v, .t: isValue = true
                    case .rPh: try scanner.skipElement()
                    case .mergeCell:
                        if let merge = scanner.attribute("ref").flatMap({ CellReference.range($0) }) {
                            builder.merges.append(merge)
                        }
                    case .col:
                        if ["1", "true"].contains(scanner.attribute("hidden")), let low = scanner.intAttribute("min"),
                            let high = scanner.intAttribute("max"), low >= 1, high >= low
                        {
                            builder.hiddenColumns.append(low - 1...high - 1)
                        }
                    default: break
                    }
                case .text: if isValue { try scanner.appendText(to: &value) }
                case .end:
                    switch vocabulary[scanner] {
                    case .v, .t: isValue = false
                    case .c:
                        guard !value.isEmpty else {
                            // A formula that gives an empty text says so by its kind.
                            if hasFormula, kind != "str" { builder.unsolvedFormulas += 1 }
                            break
                        }
                        let text = shown(
                            value, kind: kind, format: style >= 0 && style < formats.count ? formats[style] : .general,
                            strings)
                        do {
                            try builder.add(row: row, column: column, text: text)
                        } catch let problem {
                            failure = problem
                        }
                        if let failure { throw failure }
                    default: break
                    }
                }
            }
        } catch let fault as XMLScanner.Fault {
            throw ReadingFailure(fault, part: name)
        } catch {
            throw failure ?? ReadingFailure(.damaged, part: name)
        }
    }

    private static func shown(_ value: [UInt8], kind: String?, format: NumberFormat, _ strings: [String]) -> String {
        switch kind {
        case "s":
            let index = Int(String(decoding: value, as: UTF8.self)) ?? -1
            return strings.indices.contains(index) ? strings[index] : ""
        case "inlineStr", "str", "e", "d": return SheetText.shown(value)
        case "b": return value.first == 0x31 ? "TRUE" : "FALSE"
        default:
            let text = String(decoding: value, as: UTF8.self)
            return DecimalDigits(text).map { format.text($0) } ?? SheetText.shown(value)
        }
    }

    private static func scan(
        _ part: [UInt8], _ name: String, _ visit: (Tag, XMLScanner) -> Void
    ) throws(ReadingFailure) {
        var scanner = XMLScanner(part)
        do {
            while true {
                switch try scanner.next() {
                case .finished: return
                case .start: if let tag = vocabulary[scanner] { visit(tag, scanner) }
                default: break
                }
            }
        } catch {
            throw ReadingFailure(error, part: name)
        }
    }
}

/// A cell's own text: line ends as line feeds, `_x000D_` escapes resolved, blanks at the ends left away.
enum SheetText {
    static func shown(_ text: [UInt8]) -> String {
        var bytes = text
        if bytes.contains(0x0D) { bytes = bytes.filter { $0 != 0x0D } }
        if bytes.contains("_x") { bytes = unescaped(bytes) }
        let range = bytes.withUnsafeBufferPointer { TextLines.trim($0, 0..<$0.count) }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// `_x000A_` is how a sheet writes a character that XML does not take.
    private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x5F, index + 7 <= bytes.count, bytes[index + 1] == 0x78, bytes[index + 6] == 0x5F,
                let code = UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(code)
            {
                if scalar != "\r" { result += Array(String(scalar).utf8) }
                index += 7
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }
}

/// `B12` and `B12:D14` as 0-based rows and columns.
enum CellReference {
    static func position(_ text: String) -> CellPosition? {
        var column = 0
        var row = 0
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A where row == 0: column = column * 26 + Int(byte - 0x40)
            case 0x61...0x7A where row == 0: column = column * 26 + Int(byte - 0x60)
            case 0x30...0x39: row = row * 10 + Int(byte - 0x30)
            case 0x24: continue
            default: return nil
            }
            guard column <= 100_000, row <= 10_000_000 else { return nil }
        }
        return column > 0 && row > 0 ? CellPosition(row: row - 1, column: column - 1) : nil
    }

    static func range(_ text: String) -> SheetBuilder.Merge? {
        let ends = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard let first = ends.first.flatMap(position), let last = ends.last.flatMap(position), first.row <= last.row,
            first.column <= last.column
        else { return nil }
        return SheetBuilder.Merge(rows: first.row...last.row, columns: first.column...last.column)
    }
}
