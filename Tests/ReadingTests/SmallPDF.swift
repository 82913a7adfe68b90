@testable import Reading

/// A PDF written by hand for a test: pages of Chinese text, rulings and whatever an object may hold.
///
/// Text uses a font that is not embedded (Adobe-GB1, as many real files do): Chinese characters are one unit wide,
/// digits and Latin letters half a unit.
struct SmallPDF {
    struct Page {
        var content = ""
        var width = 595.0
        var height = 842.0
        /// More entries of the page's dictionary, e.g. `/Rotate 90`.
        var entries = ""

        /// Text with its baseline `y` points below the upper edge.
        mutating func text(_ text: String, x: Double, y: Double, size: Double = 12) {
            let code = text.utf16.map { unit in
                let digits = String(unit, radix: 16, uppercase: true)
                return String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
            content += "BT /F1 \(size) Tf 1 0 0 1 \(x) \(height - y) Tm <\(code)> Tj ET\n"
        }

        /// A thin filled rectangle, as word processors draw borders.
        mutating func ruling(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) {
            let (width, down) = (max(end.x - start.x, 0.5), max(end.y - start.y, 0.5))
            content += "\(start.x) \(height - start.y - down) \(width) \(down) re f\n"
        }

        /// All borders of a grid.
        mutating func grid(columns: [Double], rows: [Double]) {
            for x in columns { ruling(from: (x, rows[0]), to: (x, rows[rows.count - 1])) }
            for y in rows { ruling(from: (columns[0], y), to: (columns[columns.count - 1], y)) }
        }

        /// One row of texts that stand 4 points inside their columns.
        mutating func row(_ texts: [String], columns: [Double], y: Double, size: Double = 10) {
            for (text, x) in zip(texts, columns) where !text.isEmpty { self.text(text, x: x + 4, y: y, size: size) }
        }
    }

    var pages: [Page] = []
    /// The entries of the document information dictionary.
    var information = ""
    /// The font object; the default maps to Unicode by its character collection.
    var font =
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
        + "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        + "/DW 1000/W[1 95 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/Ascent 880/Descent -120"
        + "/FontBBox[0 -120 1000 880]/ItalicAngle 0/CapHeight 880/StemV 80>>>>]>>"

    var bytes: [UInt8] {
        var objects = ["<</Type/Catalog/Pages 2 0 R>>", "", font]
        var kids: [String] = []
        for page in pages {
            objects.append("<</Length \(page.content.utf8.count)>>\nstream\n\(page.content)\nendstream")
            objects.append(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(page.width) \(page.height)]/Contents \(objects.count) 0 R"
                    + "/Resources<</Font<</F1 3 0 R>>>>\(page.entries)>>")
            kids.append("\(objects.count) 0 R")
        }
        objects[1] = "<</Type/Pages/Count \(kids.count)/Kids[\(kids.joined(separator: " "))]>>"
        objects.append("<<\(information)>>")
        return Self.file(objects, trailer: "/Root 1 0 R/Info \(objects.count) 0 R")
    }

    /// A file of numbered objects with its cross-reference table.
    static func file(_ objects: [String], trailer: String) -> [UInt8] {
        var text = "%PDF-1.5\n"
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for offset in offsets {
            let digits = String(offset)
            text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        text += "trailer\n<</Size \(objects.count + 1)\(trailer)>>\nstartxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }
}
