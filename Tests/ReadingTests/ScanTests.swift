import Testing

@testable import Reading

/// Guards the picture's way to lines of text: straightening, rulings, and figures that several readings agree on.
@Suite struct ScanTests {
    /// A white page with a ruled grid and blocks of ink in its cells.
    private func form() -> ScanImage {
        var image = ScanImage(width: 900, height: 700, pixels: [UInt8](repeating: 250, count: 900 * 700))
        func fill(_ left: Int, _ top: Int, _ width: Int, _ height: Int) {
            for y in top..<top + height { for x in left..<left + width { image.pixels[y * 900 + x] = 10 } }
        }
        for y in [100, 200, 300] { fill(100, y, 700, 4) }
        for x in [100, 450, 796] { fill(x, 100, 4, 204) }
        // Two lines of text in one cell, one in another, dust in a third.
        for x in stride(from: 130, to: 400, by: 45) {
            fill(x, 115, 30, 30)
            fill(x, 160, 30, 30)
        }
        for x in stride(from: 480, to: 600, by: 45) { fill(x, 235, 30, 30) }
        fill(600, 150, 2, 2)
        return image
    }

    @Test("A slanted page is straightened", arguments: [-2.0, -0.6, 0.0, 1.3, 3.0])
    func skew(degrees: Double) {
        let slanted = form().rotated(degrees: -degrees)
        #expect(abs(slanted.skew - degrees) <= 0.1)
    }

    @Test("Rulings are found and wiped, text stays")
    func rulings() {
        let image = form()
        let rulings = ScanRulings(in: image)
        #expect(rulings.lines.filter(\.isHorizontal).map(\.position) == [101, 201, 301])
        #expect(rulings.lines.filter { !$0.isHorizontal }.map(\.position) == [101, 451, 797])
        let clean = rulings.wiped(from: image)
        #expect(clean.pixels[102 * 900 + 300] == 255)
        #expect(clean.pixels[150 * 900 + 452] == 255)
        #expect(clean.pixels[120 * 900 + 140] == 10)
    }

    /// A line thinner than a dot of the scanner is gray in two rows: without it the rows of a table run together.
    @Test("Hairlines are found, shadows are none")
    func hairlines() {
        var image = ScanImage(width: 600, height: 300, pixels: [UInt8](repeating: 250, count: 600 * 300))
        func fill(_ left: Int, _ top: Int, _ width: Int, _ height: Int, _ shade: UInt8) {
            for y in top..<top + height { for x in left..<left + width { image.pixels[y * 600 + x] = shade } }
        }
        fill(50, 20, 60, 30, 10)
        fill(40, 100, 500, 2, 170)
        fill(300, 60, 2, 170, 185)
        fill(40, 250, 500, 20, 185)
        let lines = ScanRulings(in: image).lines
        #expect(lines.filter(\.isHorizontal).map(\.position) == [100])
        #expect(lines.filter { !$0.isHorizontal }.map(\.position) == [300])
    }

    @Test("Lines of text are found in each cell, dust is none")
    func lines() {
        let image = form()
        let ink = ScanLines(ScanRulings(in: image).wiped(from: image))
        #expect(
            ink.lines(in: .init(left: 110, top: 110, right: 445, bottom: 195)).map(\.area) == [
                .init(left: 130, top: 115, right: 385, bottom: 145),
                .init(left: 130, top: 160, right: 385, bottom: 190),
            ])
        #expect(ink.lines(in: .init(left: 460, top: 110, right: 790, bottom: 195)).isEmpty)
        #expect(ink.lines(in: .init(left: 460, top: 210, right: 790, bottom: 295)).count == 1)
    }

    @Test("Two of three readings decide a figure")
    func votes() {
        #expect(RecognisedText.vote("712", digits: "7.12", second: "7.12") == "7.12")
        #expect(RecognisedText.vote("7.46", digits: "7.46", second: "7.406") == "7.46")
        #expect(RecognisedText.vote("17", digits: "7", second: "17") == "17")
        #expect(RecognisedText.vote("了", digits: "7", second: "7") == "7")
        #expect(RecognisedText.vote("类)", digits: "3)", second: "类)") == "类)")
        #expect(RecognisedText.vote("]17", digits: "17", second: "117") == "17")
    }

    @Test("Marks in a figure are put right")
    func figures() {
        #expect(RecognisedText.figure("18.570.82") == "18,570.82")
        #expect(RecognisedText.figure("744,51") == "744.51")
        #expect(RecognisedText.figure("1,.600.00") == "1,600.00")
        #expect(RecognisedText.figure("7.38，") == "7.38")
        #expect(RecognisedText.figure("100o%4") == "100%")
        #expect(RecognisedText.figure("2.7]") == "2.71")
        #expect(RecognisedText.figure("]17") == "17")
        #expect(RecognisedText.figure("3次") == nil)
    }

    @Test("The opening bracket of a pair is put right")
    func brackets() {
        #expect(RecognisedText.withPairedBrackets("因公出国〈境)费") == "因公出国(境)费")
        #expect(RecognisedText.withPairedBrackets("支出65.12万元〔(人员经费") == "支出65.12万元(人员经费")
        #expect(RecognisedText.withPairedBrackets("《预算法》（节选）") == "《预算法》（节选）")
    }

    @Test("A picture's size must fit its bytes")
    func pictureFormat() {
        #expect(ScanImage(pgm: Array("P5\n# made by hand\n2 2\n255\nabcd".utf8))?.pixels == Array("abcd".utf8))
        #expect(ScanImage(pgm: Array("P5\n99999 99999\n255\nabcd".utf8)) == nil)
        #expect(ScanImage(pgm: Array("P6\n2 2\n255\nabcd".utf8)) == nil)
    }
}
