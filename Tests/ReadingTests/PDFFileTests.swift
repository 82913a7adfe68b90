import Testing

@testable import Reading

/// Guards the reader of PDF objects and drawings, which meets every damaged file first.
@Suite struct PDFFileTests {
    private func value(_ text: String) -> PDFValue? {
        var lexer = PDFLexer(Array(text.utf8)[...])
        return lexer.nextOrReference()
    }

    @Test("Values are read as the standard writes them")
    func values() {
        #expect(value("-12.50")?.number == -12.5)
        #expect(value("/A#42c")?.name == "ABc")
        #expect(value("12 0 R")?.reference == 12)
        #expect(value("[1 2 0 R /N (a\\)b)]")?.array?.count == 4)
        #expect(value("<</Kids[3 0 R]/Count 1>>")?.dictionary?["Count"]?.integer == 1)
        if case .string(let bytes)? = value("(\\101\\n(x))") { #expect(bytes == Array("A\n(x)".utf8)) }
        if case .string(let bytes)? = value("<48 65 6>") { #expect(bytes == Array("He`".utf8)) }
    }

    @Test("Nesting without end stops")
    func deepNesting() {
        #expect(value(String(repeating: "[", count: 100_000)) != nil)
        #expect(value(String(repeating: "<</A", count: 100_000)) != nil)
    }

    /// A zlib stream that stores its bytes as they are.
    private func stored(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        let (length, inverse) = (UInt16(bytes.count), ~UInt16(bytes.count))
        let (a, b) = bytes.reduce((UInt32(1), UInt32(0))) { sum, byte in
            let low = (sum.0 + UInt32(byte)) % 65521
            return (low, (sum.1 + low) % 65521)
        }
        let check = b << 16 | a
        return [0x78, 0x01, 0x01, UInt8(length & 255), UInt8(length >> 8), UInt8(inverse & 255), UInt8(inverse >> 8)]
            + bytes
            + [UInt8(check >> 24), UInt8(check >> 16 & 255), UInt8(check >> 8 & 255), UInt8(check & 255)]
    }

    @Test("Pages inside an object stream are found, and their packed drawing is read")
    func objectStream() {
        let members =
            "<</Type/Pages/Count 1/Kids[3 0 R]>> <</Type/Page/Parent 2 0 R/MediaBox[0 0 100 200]/Contents 5 0 R>>"
        let header = "2 0 3 36 "
        var bytes = Array("%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n".utf8)
        func add(_ number: Int, _ entries: String, _ stream: [UInt8]) {
            bytes += Array("\(number) 0 obj\n<<\(entries)/Length \(stream.count)/Filter/FlateDecode>>\nstream\n".utf8)
            bytes += stream + Array("\nendstream\nendobj\n".utf8)
        }
        add(4, "/Type/ObjStm/N 2/First \(header.utf8.count)", stored(header + members))
        add(5, "", stored("10 20 80 0.5 re f 1 g 0 0 50 1 re f 0 g 10 20 m 10 90 l S 5 5 m 30 40 l S"))
        bytes += Array("trailer\n<</Root 1 0 R>>\n".utf8)
        let file = PDFFile(bytes, expandedBytes: 1 << 20)
        let pages = file.pages(atMost: 10)
        #expect(pages.count == 1)
        var reader = PDFDrawingReader(file)
        // The white rectangle and the slanted line are no rulings.
        #expect(
            pages.map { reader.drawing(of: $0).rulings } == [
                [
                    Ruling(isHorizontal: true, position: 179.75, start: 10, end: 90),
                    Ruling(isHorizontal: false, position: 10, start: 110, end: 180),
                ]
            ])
    }

    @Test("A stream that unfolds beyond the limit is cut")
    func unfoldingLimit() {
        let packed = stored(String(repeating: "0 0 m ", count: 5_000))
        #expect(Inflate.bytes(of: packed[...], atMost: 1_000).count == 1_000)
        #expect(Inflate.bytes(of: packed[..<200], atMost: 10_000).count == 193)
    }

    @Test("Mutated files never crash the reader of objects", arguments: 0..<8)
    func mutations(part: UInt64) {
        var page = SmallPDF.Page()
        page.grid(columns: [50, 100, 150], rows: [50, 70, 90])
        page.row(["项目", "1.20"], columns: [50, 100], y: 64)
        let sound = SmallPDF(pages: [page, page], information: "/Title(a)").bytes
        var random = part &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ limit: Int) -> Int {
            random ^= random << 13
            random ^= random >> 7
            random ^= random << 17
            return Int(random % UInt64(limit))
        }
        for round in 0..<250 {
            var bytes = sound
            switch round % 4 {
            case 0: bytes.removeLast(next(bytes.count))
            case 1: for _ in 0..<(1 + next(40)) { bytes[next(bytes.count)] = UInt8(next(256)) }
            case 2:
                let start = next(bytes.count)
                bytes.removeSubrange(start..<min(start + next(300), bytes.count))
            default:
                // Numbers are lengths, counts and references.
                for index in bytes.indices where (0x30...0x39).contains(bytes[index]) && next(12) == 0 {
                    bytes[index] = UInt8(0x30 + next(10))
                }
            }
            let file = PDFFile(bytes, expandedBytes: 1 << 20)
            let pages = file.pages(atMost: 50)
            #expect(pages.count <= 50)
            var reader = PDFDrawingReader(file)
            for page in pages {
                let rulings = reader.drawing(of: page).rulings
                let grids = RuledGrid.grids(in: rulings, width: page.width, height: page.height)
                #expect(grids.count <= rulings.count)
            }
        }
    }

    /// Producers of another time pack drawings so; without them a scan was once a blank page, and a table had no rulings.
    @Test("Older packings are unfolded")
    func otherFilters() {
        func plain(_ packed: [UInt8], _ filter: String) -> String? {
            PDFFilters.unfold(packed[...], filter, earlyChange: 1, atMost: 1 << 20).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        let drawing = "10 20 80 0.5 re f 10 20 m 10 90 l S  "
        #expect(plain(Array("0ea_*0H`>/+>>E*+ED$9Afrf^+>PVnD'1Pe+?;+uC`lY!+9\n~>".utf8), "ASCII85Decode") == drawing)
        #expect(plain(Array("31 30 2>".utf8), "AHx") == "10 ")
        #expect(plain([2, 0x31, 0x30, 0x20, 254, 0x35, 128, 0x39], "RunLengthDecode") == "10 555")
        // The example of the standard.
        #expect(plain([0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01], "LZWDecode") == "-----A---B")
        #expect(plain([0xFF, 0xFF, 0xFF], "LZWDecode") == "")
        #expect(plain([0], "DCTDecode") == nil)
    }
}
