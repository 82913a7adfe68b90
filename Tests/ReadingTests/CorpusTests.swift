import DocumentModel
import Foundation
import Testing

@testable import Reading

/// Real and made reports that are no part of the project.
enum Corpus {
    /// The corpus beside the clone; the tests are passed over where it is not.
    static let folder: URL? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let reports = root.deletingLastPathComponent().appending(path: "shared/corpus/reports")
        return FileManager.default.fileExists(atPath: reports.path) ? reports : nil
    }()

    static func files(_ fileExtension: String) -> [URL] {
        let all =
            folder.flatMap { try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil) }
            ?? []
        // NB: a corpus that cannot be listed has no files, and the count below says so.
        return all.filter { $0.pathExtension == fileExtension }.sorted { $0.path < $1.path }
    }
}

/// Compares the document of every file of the corpus but scans with what the file itself holds, found by plainer means than the
/// readers': all text in its order, and every cell with its row and column.
@Suite(.enabled(if: Corpus.folder != nil)) struct CorpusTests {
    private func bytes(_ file: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: file)) }

    private func document(_ file: URL) throws -> Document { try read(try bytes(file), file.lastPathComponent) }

    private func bare(_ text: some Sequence<UInt8>) -> [UInt8] {
        String(decoding: Array(text), as: UTF8.self).unicodeScalars.filter { !$0.properties.isWhitespace }.flatMap {
            Array(String($0).utf8)
        }
    }

    private func bareText(_ document: Document) -> String {
        let parts = document.blocks.flatMap { block -> [String] in
            switch block {
            case .paragraph(let paragraph): [paragraph.text]
            case .table(let table): table.cells.map(\.text)
            }
        }
        return String(decoding: bare(parts.joined().utf8), as: UTF8.self)
    }

    @Test func everyWordDocument() throws {
        #expect(!Corpus.files("docx").isEmpty)
        for file in Corpus.files("docx") {
            let package = try Package(try bytes(file), limits: ReadingLimits()) { $0 == "word/document.xml" }
            var (text, places) = try Self.wordText(package.required("word/document.xml"))
            text = bare(text)
            let document = try document(file)
            #expect(bareText(document) == String(decoding: text, as: UTF8.self), "\(file.lastPathComponent)")
            let found = document.blocks.compactMap(\.table).map { table in
                table.cells.map {
                    Place(row: $0.row, column: $0.column, text: String(decoding: bare($0.text.utf8), as: UTF8.self))
                }
            }
            for index in places.indices {
                for cell in places[index].indices {
                    places[index][cell].text = String(decoding: bare(places[index][cell].text.utf8), as: UTF8.self)
                }
            }
            #expect(found == places, "\(file.lastPathComponent)")
        }
    }

    struct Place: Hashable {
        var row: Int
        var column: Int
        var text: String
    }

    /// All text of the part, and for every table its cells but those that go on from above.
    private static func wordText(_ part: [UInt8]) throws -> (text: [UInt8], tables: [[Place]]) {
        var text: [UInt8] = []
        var tables: [[Place]] = []
        var scanner = XMLScanner(part)
        var (row, column, span) = (-1, 0, 1)
        var goesOn = false
        var cell: [UInt8]?
        var isText = false
        while true {
            switch try scanner.next() {
            case .finished: return (text, tables)
            case .text:
                guard isText else { break }
                try scanner.appendText(to: &text)
                if cell != nil {
                    var own: [UInt8] = []
                    try scanner.appendText(to: &own)
                    cell? += own
                }
            case .start:
                switch scanner.name {
                case "tbl":
                    tables.append([])
                    row = -1
                case "tr": (row, column) = (row + 1, 0)
                case "tc": (cell, span, goesOn) = ([], 1, false)
                case "gridSpan": span = scanner.intAttribute("val") ?? 1
                case "vMerge": goesOn = scanner.attribute("val") != "restart"
                case "t": isText = true
                default: break
                }
            case .end:
                switch scanner.name {
                case "t": isText = false
                case "tc":
                    if !goesOn {
                        tables[tables.count - 1].append(
                            Place(row: row, column: column, text: String(decoding: cell ?? [], as: UTF8.self)))
                    }
                    column += span
                    cell = nil
                default: break
                }
            }
        }
    }

    @Test func everyWorkbook() throws {
        #expect(!Corpus.files("xlsx").isEmpty)
        for file in Corpus.files("xlsx") {
            let package = try Package(try bytes(file), limits: ReadingLimits()) { $0.hasPrefix("xl/worksheets/") }
            let names = package.parts.keys.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
            let tables = try document(file).blocks.compactMap(\.table)
            #expect(tables.count == names.count)
            for (name, table) in zip(names, tables) {
                let stored = try Self.sheetValues(try package.required(name))
                let shown = Dictionary(
                    uniqueKeysWithValues: table.cells.filter { !$0.text.isEmpty }.map {
                        (CellPosition(row: $0.row, column: $0.column), $0.text)
                    })
                #expect(Set(stored.keys) == Set(shown.keys), "\(file.lastPathComponent) \(name)")
                for (place, value) in stored {
                    let text = shown[place] ?? ""
                    if let number = Double(value) {
                        // As shown: at most half a hundredth away from what is stored.
                        let printed = Double(text.replacing(",", with: "")) ?? .nan
                        #expect(abs(printed - number) <= 0.005_000_1, "\(name) \(place) \(value) \(text)")
                    } else {
                        #expect(bare(text.utf8) == bare(value.utf8))
                    }
                }
            }
        }
    }

    private static func sheetValues(_ part: [UInt8], strings: [String] = []) throws -> [CellPosition: String] {
        var values: [CellPosition: String] = [:]
        var scanner = XMLScanner(part)
        var place: CellPosition?
        var isValue = false
        var isShared = false
        while true {
            switch try scanner.next() {
            case .finished: return values
            case .start:
                if scanner.name == "c" { isShared = scanner.attribute("t") == "s" && !strings.isEmpty }
                if scanner.name == "c" { place = scanner.attribute("r").flatMap { CellReference.position($0) } }
                isValue = scanner.name == "v" || scanner.name == "t"
            case .text:
                guard isValue, let place else { break }
                var text: [UInt8] = []
                try scanner.appendText(to: &text)
                let own = String(decoding: text, as: UTF8.self)
                values[place, default: ""] += isShared ? strings[Int(own) ?? 0] : own
            case .end: isValue = false
            }
        }
    }

    /// Text without its tags, scripts and styles, as it stands in the page.
    @Test func everyWebPage() throws {
        #expect(!Corpus.files("html").isEmpty)
        for file in Corpus.files("html") {
            let head = String(decoding: try bytes(file).prefix(600), as: UTF8.self).lowercased()
            let declared: TextEncoding = head.contains("gb18030") || head.contains("gb2312") ? .gb18030 : .utf8
            var page = String(decoding: TextEncoding.decode(try bytes(file), declared: declared).bytes, as: UTF8.self)
            page = String(page[(page.range(of: "<body")?.lowerBound ?? page.startIndex)...])
            page = page.replacing(/<(script|style)[\s\S]*?<\/\1>/, with: "").replacing(/<[^>]*>/, with: "")
            for (entity, character) in [
                ("&nbsp;", " "), ("&gt;", ">"), ("&lt;", "<"), ("&ldquo;", "“"), ("&rdquo;", "”"), ("&mdash;", "—"),
                ("&ge;", "≥"), ("&le;", "≤"),
                ("&#12288;", " "),
                ("&amp;", "&"),
            ] { page = page.replacing(entity, with: character) }
            #expect(
                bareText(try document(file)) == String(decoding: bare(page.utf8), as: UTF8.self),
                "\(file.lastPathComponent)")
        }
    }

    /// Nothing of a text is lost but page numbers and converters' marks.
    @Test func everyText() throws {
        #expect(!Corpus.files("txt").isEmpty)
        for file in Corpus.files("txt") {
            let text = String(decoding: try bytes(file), as: UTF8.self).replacing(/\[bookmark: [^\]]*\]/, with: "")
            let lines = text.split(separator: "\n").filter { $0.wholeMatch(of: /\s*- \d+ -\s*/) == nil }
            #expect(
                bareText(try document(file)) == String(decoding: bare(lines.joined().utf8), as: UTF8.self),
                "\(file.lastPathComponent)")
        }
    }

    /// The text of an older Word file by its piece table alone: no converter, no layout.
    @Test(.enabled(if: ExternalTool.office.path != nil)) func everyOlderWordDocument() throws {
        #expect(!Corpus.files("doc").isEmpty)
        for file in Corpus.files("doc") {
            let stored = try #require(OlderWordText(try bytes(file)), "\(file.lastPathComponent)")
            let document = try document(file)
            let isRunning: (Paragraph) -> Bool = { $0.role == .header || $0.role == .footer }
            let body = document.blocks.filter { !($0.paragraph.map(isRunning) ?? false) }
            var main = document
            main.blocks = body
            #expect(
                bareText(main) == String(decoding: bare(stored.text.utf8), as: UTF8.self), "\(file.lastPathComponent)")
            let cells = body.compactMap(\.table).flatMap(\.cells).map { cell in
                String(decoding: bare((cell.text.split(separator: "\n").last ?? "").utf8), as: UTF8.self)
            }
            #expect(
                cells.filter { !$0.isEmpty }
                    == stored.cells.map { String(decoding: bare($0.utf8), as: UTF8.self) }.filter { !$0.isEmpty },
                "\(file.lastPathComponent)")
        }
    }

    /// Every cell of an older workbook against the XML that another program makes of it.
    @Test(.enabled(if: ExternalTool.office.path != nil)) func everyOlderWorkbook() throws {
        #expect(!Corpus.files("xls").isEmpty)
        for file in Corpus.files("xls") {
            let own = try bytes(file)
            let converted = try OfficeConversions(limits: ReadingLimits()).converted(
                .init(bytes: own, fileExtension: "xls", target: .xlsx))
            let package = try Package(converted, limits: ReadingLimits()) {
                $0.hasPrefix("xl/worksheets/") || $0 == "xl/sharedStrings.xml"
            }
            let strings = try Self.sharedStrings(package.parts["xl/sharedStrings.xml"] ?? [])
            let names = package.parts.keys.filter { $0.hasPrefix("xl/worksheets/sheet") }.sorted {
                ($0.utf8.count, $0) < ($1.utf8.count, $1)
            }
            let tables = try document(file).blocks.compactMap(\.table)
            #expect(tables.count == names.count)
            for (name, table) in zip(names, tables) {
                let stored = try Self.sheetValues(try package.required(name), strings: strings)
                let shown = Dictionary(
                    uniqueKeysWithValues: table.cells.filter { !$0.text.isEmpty }.map {
                        (CellPosition(row: $0.row, column: $0.column), $0.text)
                    })
                #expect(Set(stored.keys) == Set(shown.keys), "\(file.lastPathComponent) \(name)")
                for (place, value) in stored {
                    let text = shown[place] ?? ""
                    if let number = Double(value), let printed = Double(text.replacing(",", with: "")) {
                        #expect(abs(printed - number) <= 0.005_000_1, "\(name) \(place) \(value) \(text)")
                    } else {
                        #expect(bare(text.utf8) == bare(value.utf8), "\(name) \(place)")
                    }
                }
            }
        }
    }

    private static func sharedStrings(_ part: [UInt8]) throws -> [String] {
        var strings: [String] = []
        var scanner = XMLScanner(part)
        var isText = false
        while true {
            switch try scanner.next() {
            case .finished: return strings
            case .start:
                if scanner.name == "si" { strings.append("") }
                isText = scanner.name == "t"
            case .text:
                guard isText else { break }
                var text: [UInt8] = []
                try scanner.appendText(to: &text)
                strings[strings.count - 1] += String(decoding: text, as: UTF8.self)
            case .end: isText = false
            }
        }
    }

    /// Every word that a PDF places stands in the document once, but what repeats at the edges of its pages; and cells whose
    /// words can be found again stand beside and below each other as their rows and columns say.
    @Test(.enabled(if: ExternalTool.pdfToText.path != nil)) func everyTextPDF() throws {
        var (count, compared) = (0, 0)
        for file in Corpus.files("pdf") {
            let folder = try PrivateFolder()
            try folder.write(try bytes(file), as: "in.pdf")
            let words = try PDFWords(in: folder)
            guard words.pages.contains(where: { !$0.words.isEmpty }) else { continue }
            count += 1
            let document = try document(file)
            var rest: [Unicode.Scalar: Int] = [:]
            for page in words.pages {
                for word in page.words { for scalar in word.text.unicodeScalars { rest[scalar, default: 0] += 1 } }
            }
            for scalar in bareText(document).unicodeScalars { rest[scalar, default: 0] -= 1 }
            #expect(
                rest.filter { $0.value < 0 && !$0.key.properties.isWhitespace }.isEmpty, "\(file.lastPathComponent)")
            for page in words.pages {
                for word in page.words where word.box.top < page.height * 0.12 || word.box.bottom > page.height * 0.88 {
                    for scalar in word.text.unicodeScalars { rest[scalar, default: 0] -= 1 }
                }
            }
            #expect(
                rest.filter { $0.value > 0 && !$0.key.properties.isWhitespace }.isEmpty, "\(file.lastPathComponent)")
            for table in document.blocks.compactMap(\.table) {
                let places = table.cells.compactMap { cell -> (cell: Cell, box: Box)? in
                    guard let number = cell.page ?? table.page, words.pages.indices.contains(number - 1) else {
                        return nil
                    }
                    let hits = words.pages[number - 1].words.filter { $0.text == cell.text }
                    return hits.count == 1 ? (cell, hits[0].box) : nil
                }
                for (a, first) in places.enumerated() {
                    for second in places[(a + 1)...]
                    where (first.cell.page ?? table.page) == (second.cell.page ?? table.page) {
                        compared += 1
                        if first.cell.row + first.cell.rowSpan <= second.cell.row {
                            #expect(
                                first.box.top < second.box.bottom,
                                "\(file.lastPathComponent) \(first.cell.text) \(second.cell.text)")
                        }
                        if first.cell.row == second.cell.row {
                            #expect(
                                first.box.left < second.box.left,
                                "\(file.lastPathComponent) \(first.cell.text) \(second.cell.text)")
                        } else if first.cell.column == second.cell.column, first.cell.columnSpan == 1,
                            second.cell.columnSpan == 1
                        {
                            // A title stands in the middle of a wide column whose words begin at its left.
                            let isApart =
                                first.box.right < second.box.left - 120 || second.box.right < first.box.left - 120
                            #expect(!isApart, "\(file.lastPathComponent) \(first.cell.text) \(second.cell.text)")
                        }
                    }
                }
            }
        }
        #expect(count >= 4)
        #expect(compared > 1_000)
    }
}
