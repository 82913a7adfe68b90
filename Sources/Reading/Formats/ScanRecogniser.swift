import DocumentModel

/// Reads the picture of a page: straightens it, finds its cells, wipes out its lines and has the rest recognised.
///
/// Each line is recognised on its own, those of each cell of a form apart, so that neither its neighbours nor its borders
/// get into it.
struct ScanRecogniser {
    /// Dots an inch of the pictures.
    static let resolution = 300.0
    private let folder: PrivateFolder
    /// Seconds that one page may take, however many runs of the tool it needs.
    private static let secondsPerPage = 30.0
    /// More pieces of ink than any page of text has: a photograph.
    private static let mostLines = 1_500

    init(_ folder: PrivateFolder) {
        self.folder = folder
    }

    /// A page of a PDF in the folder as it is shown: at 300 dots an inch, or with a longer side of so many dots.
    func page(ofPDF name: String, number: Int, longerSide: Int? = nil) throws(ReadingFailure) -> PlacedPage {
        let size = longerSide.map { ["-scale-to", String($0)] } ?? ["-r", "300"]
        let output = try ExternalTool.pdfToPixels.run(
            size + ["-gray", "-f", String(number), "-l", String(number), name], in: folder,
            limits: ToolLimits(seconds: Self.secondsPerPage))
        guard let picture = ScanImage(pgm: output.standardOutput) else {
            throw ReadingFailure(
                .damaged, zh: "第\(number)页画不出来：\(output.complaint)",
                en: "page \(number) cannot be drawn: \(output.complaint)")
        }
        return try page(picture, number: number)
    }

    func page(_ picture: ScanImage, number: Int) throws(ReadingFailure) -> PlacedPage {
        let deadline = monotonicSeconds() + Self.secondsPerPage
        let paper = picture.withWhitePaper()
        let (page, confidence) = try page(ofUpright: paper, number: number, deadline: deadline)
        // A page that lies on its side yields scraps: only then its orientation is worth the tool's time.
        guard confidence < 60, let quarters = try quarterTurns(of: paper, deadline: deadline), quarters > 0 else {
            return page
        }
        let turned = try self.page(ofUpright: paper.turned(quarters: quarters), number: number, deadline: deadline)
        return turned.confidence > confidence ? turned.page : page
    }

    private func page(
        ofUpright paper: ScanImage, number: Int, deadline: Double
    ) throws(ReadingFailure) -> (page: PlacedPage, confidence: Double) {
        let image = paper.rotated(degrees: paper.skew)
        let rulings = ScanRulings(in: image)
        let clean = rulings.wiped(from: image)
        let scale = 72 / Self.resolution
        var page = PlacedPage(
            number: number, width: Double(image.width) * scale, height: Double(image.height) * scale, words: [],
            rulings: rulings.lines.map {
                Ruling(
                    isHorizontal: $0.isHorizontal, position: Double($0.position) * scale,
                    start: Double($0.start) * scale,
                    end: Double($0.end) * scale)
            }, isRecognised: true)
        let lines = lines(of: page, in: clean)
        guard !lines.isEmpty, lines.count <= Self.mostLines else { return (page, 0) }
        for (index, line) in lines.enumerated() {
            try folder.write(clean.crop(line.area).pgm, as: "line\(index).pgm")
        }
        let (texts, confidence) = try texts(of: lines.count, deadline: deadline)
        page.words = lines.indices.compactMap { index in
            guard let text = texts[index], !text.isEmpty else { return nil }
            let area = lines[index].area
            return PlacedWord(
                text: RecognisedText.withPairedBrackets(text),
                box: Box(
                    left: Double(area.left) * scale, top: Double(area.top) * scale, right: Double(area.right) * scale,
                    bottom: Double(area.bottom) * scale))
        }
        return (page, confidence)
    }

    /// How many quarters clockwise the picture must be turned to stand upright; nil when the tool cannot tell.
    private func quarterTurns(of image: ScanImage, deadline: Double) throws(ReadingFailure) -> Int? {
        try folder.write(image.pgm, as: "whole.pgm")
        let output = try ExternalTool.tesseract.run(
            ["whole.pgm", "stdout", "--psm", "0", "-l", "osd", "--dpi", "300"], in: folder,
            limits: ToolLimits(seconds: max(deadline - monotonicSeconds(), 1)), environment: ["OMP_THREAD_LIMIT": "1"])
        guard output.exitCode == 0 else { return nil }
        for line in output.standardOutput.split(separator: UInt8(ascii: "\n")) where line.starts(with: "Rotate: ".utf8)
        {
            return Int(String(decoding: line.dropFirst(8), as: UTF8.self)).map { $0 / 90 }
        }
        return nil
    }

    /// The lines of text of a page, those of each cell on their own.
    private func lines(of page: PlacedPage, in image: ScanImage) -> [ScanLines.Line] {
        let scale = Self.resolution / 72
        let ink = ScanLines(image)
        var lines: [ScanLines.Line] = []
        var rest = ink
        for grid in RuledGrid.grids(in: page.rulings, width: page.width, height: page.height) {
            for cell in grid.cells {
                let box = grid.box(of: cell)
                let inside = ScanLines.Area(
                    left: Int(box.left * scale) + 5, top: Int(box.top * scale) + 5, right: Int(box.right * scale) - 5,
                    bottom: Int(box.bottom * scale) - 5)
                lines += ink.lines(in: inside)
                rest.clear(inside)
            }
        }
        return lines + rest.lines(in: ScanLines.Area(left: 0, top: 0, right: image.width, bottom: image.height))
    }

    /// Recognises the pictures `line0.pgm` …; what may be a figure is read three times, and two of three decide.
    private func texts(
        of count: Int, deadline: Double
    ) throws(ReadingFailure) -> (texts: [Int: String], confidence: Double) {
        let first = try recognise(Array(0..<count), .chineseLine, deadline: deadline)
        var texts = first.texts
        let odd = (0..<count).filter { RecognisedText.hasOddNumeral(texts[$0] ?? "") }
        let figures = (0..<count).filter { RecognisedText.mayBeFigure(texts[$0] ?? "") }
        do {
            if !odd.isEmpty {
                let again = try recognise(odd, .chineseBlock, deadline: deadline).texts
                texts.merge(again) { $1.isEmpty ? $0 : $1 }
            }
            guard !figures.isEmpty else { return (texts, first.confidence) }
            let digits = try recognise(figures, .digits, deadline: deadline).texts
            let second = try recognise(figures, .chineseBlock, deadline: deadline).texts
            for index in figures {
                texts[index] = RecognisedText.vote(
                    texts[index] ?? "", digits: digits[index] ?? "", second: second[index] ?? "")
            }
        } catch {
            // No time for a second look: the first stands, and the amounts wait for a confirmation anyway.
            guard error.reason == .timedOut || error.reason == .machine else { throw error }
        }
        return (texts, first.confidence)
    }

    /// Ways to read a line.  None is best for all: the Chinese model loses decimal points and takes 7 for 了, the English
    /// one drops a leading 1, so figures are read in all three.
    private enum Way {
        case chineseLine, chineseBlock, digits

        var arguments: [String] {
            switch self {
            // 13: the picture is one line as it is; 6: it is a block of text whose lines are looked for.
            case .chineseLine: ["-l", "chi_sim", "--psm", "13"]
            case .chineseBlock: ["-l", "chi_sim", "--psm", "6"]
            case .digits: ["-l", "eng", "--psm", "6"]
            }
        }
    }

    /// The text of each of the pictures `line0.pgm` … in one run of the tool, which loads its model once.
    private func recognise(
        _ lines: [Int], _ way: Way, deadline: Double
    ) throws(ReadingFailure) -> (texts: [Int: String], confidence: Double) {
        try folder.write(Array(lines.map { "line\($0).pgm\n" }.joined().utf8), as: "lines.txt")
        let output = try ExternalTool.tesseract.run(
            ["lines.txt", "stdout", "--dpi", "300"] + way.arguments + ["tsv"], in: folder,
            limits: ToolLimits(seconds: max(deadline - monotonicSeconds(), 0.1)),
            environment: ["OMP_THREAD_LIMIT": "1"])
        guard output.exitCode == 0 else {
            let complaints = String(decoding: output.standardError, as: UTF8.self)
            let isMissing = complaints.contains("traineddata")
            throw ReadingFailure(
                isMissing ? .toolMissing : .toolFailed,
                part: isMissing
                    ? "tesseract: \(ExternalTool.tesseract.installHint)" : "tesseract: \(output.complaint)")
        }
        var texts: [Int: String] = [:]
        var (weight, sum) = (0.0, 0.0)
        for word in RecognisedWords.words(in: output.standardOutput) where lines.indices.contains(word.piece) {
            texts[lines[word.piece]] = RecognisedText.joined(texts[lines[word.piece]] ?? "", word.text)
            let characters = Double(word.text.unicodeScalars.count)
            weight += characters
            sum += characters * word.confidence
        }
        return (texts, weight > 0 ? sum / weight : 0)
    }
}

/// Words out of tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
enum RecognisedWords {
    struct Word {
        var piece: Int
        /// 0 to 100, as the tool judges itself.
        var confidence: Double
        var text: String
    }

    static func words(in table: [UInt8]) -> [Word] {
        table.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
            guard fields.count >= 12, fields[0].elementsEqual("5".utf8),
                let page = Int(String(decoding: fields[1], as: UTF8.self)),
                page >= 1
            else { return nil }
            let text = String(decoding: fields[11], as: UTF8.self).filter { !$0.isWhitespace }
            let confidence = Double(String(decoding: fields[10], as: UTF8.self)) ?? 0
            return text.isEmpty ? nil : Word(piece: page - 1, confidence: confidence, text: text)
        }
    }
}

/// The ways of recognised text: spaces that are none, marks of the wrong width.
enum RecognisedText {
    /// Adds a word; only Latin words are parted by a space.
    static func joined(_ before: String, _ word: String) -> String {
        guard let last = before.unicodeScalars.last, let first = word.unicodeScalars.first else { return before + word }
        return last.isASCII && first.isASCII && last.properties.isAlphabetic && first.properties.isAlphabetic
            ? before + " " + word : before + word
    }

    /// “〈境)” as “(境)”: the opening bracket of a pair is taken for others, the closing one hardly ever.
    static func withPairedBrackets(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        var open: [Int] = []
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "(", "（", "〈", "《", "〔", "【", "[", "{", "<": open.append(index)
            case "〉", "》", "〕", "】", "]", "}", ">": _ = open.popLast()
            case ")", "）":
                if let start = open.popLast() { scalars[start] = scalar == ")" ? "(" : "（" }
            default: break
            }
        }
        // “〔(人员经费”: one bracket seen twice.
        for start in open.reversed()
        where start + 1 < scalars.count && scalars[start + 1] == "(" && scalars[start] != "(" {
            scalars.remove(at: start)
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Mostly digits, points and percent signs, or so short that a digit may have been taken for a character.
    static func mayBeFigure(_ text: String) -> Bool {
        var (digits, others) = (0, 0)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": digits += 1
            case ".", ",", "-", "%", "，", "。", "、", "·", ":", "：", "'", "‘", "’", "|", "]", "[", "$", " ": break
            default: others += 1
            }
        }
        return digits > 0 && others <= digits || digits + others <= 2
    }

    /// “~、部门概况”: the number before the mark is none; the stroke of 一 is taken for a dash.
    static func hasOddNumeral(_ text: String) -> Bool {
        let head = text.unicodeScalars.prefix(4)
        guard let mark = head.firstIndex(of: "、"), mark > head.startIndex else { return false }
        return !head[..<mark].contains { $0.isASCII ? ("0"..."9").contains($0) : $0.properties.isAlphabetic }
    }

    /// The reading that two of three share; where all differ, that of the model for digits if it read a figure.
    static func vote(_ first: String, digits: String, second: String) -> String {
        let figures = [figure(first), figure(digits), figure(second)]
        if let figure = figures[0], figure == figures[1] || figure == figures[2] { return figure }
        if let figure = figures[1], figure == figures[2] || figures[0] != nil { return figure }
        if let figure = figures[0], figures[2] == nil, figures[1] == nil, mayBeFigure(first), first.utf8.count > 3 {
            return figure
        }
        return figures[0] == nil && !second.isEmpty && first.isEmpty ? second : first
    }

    /// A reading as a figure: without marks around it, with the right marks inside; nil when it is none.
    static func figure(_ text: String) -> String? {
        var plain: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar {
            case "，", "、", ",": plain.append(UInt8(ascii: ","))
            case "。", "·", "．", ".": plain.append(UInt8(ascii: "."))
            case "'", "‘", "’", "|", " ", "`", "\"", "“", "”", "]", "[", "$": break
            case "0"..."9", "-", "%": plain.append(UInt8(scalar.value))
            // Taken for letters: 51.32 as S1.32, the ring of % as o.
            case "S", "s": plain.append(UInt8(ascii: "5"))
            case "o", "O": break
            default: return nil
            }
        }
        // A last 1 is taken for a bracket; a first one is the border's shadow.
        if text.last == "]", !plain.isEmpty { plain.append(UInt8(ascii: "1")) }
        if let percent = plain.firstIndex(of: UInt8(ascii: "%")) { plain.removeSubrange((percent + 1)...) }
        while let last = plain.last, last == UInt8(ascii: ",") || last == UInt8(ascii: ".") || last == UInt8(ascii: "-")
        {
            plain.removeLast()
        }
        while let first = plain.first, first == UInt8(ascii: ",") || first == UInt8(ascii: ".") { plain.removeFirst() }
        // 1,.600.00, 18.570.82 and 744,51: a comma stands before three digits, one point before the last two.
        var figure: [UInt8] = []
        let lastPoint = plain.lastIndex(of: UInt8(ascii: "."))
        for (index, byte) in plain.enumerated() {
            if byte == UInt8(ascii: "."), index != lastPoint, figure.last == UInt8(ascii: ",") { continue }
            if byte == UInt8(ascii: "."), index != lastPoint {
                figure.append(UInt8(ascii: ","))
                continue
            }
            let isComma = byte == UInt8(ascii: ",")
            figure.append(
                isComma && index == plain.count - 3 && !plain.contains(UInt8(ascii: ".")) ? UInt8(ascii: ".") : byte)
        }
        let text = String(decoding: figure, as: UTF8.self)
        return CellText.isFigure(text) ? text : nil
    }
}
