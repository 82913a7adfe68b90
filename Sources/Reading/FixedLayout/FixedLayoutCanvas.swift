/// What the objects of a page put where: words and rulings in points, origin at the upper left.
struct FixedLayoutCanvas {
    private enum Tag: String, CaseIterable {
        case text = "TextObject"
        case code = "TextCode"
        case path = "PathObject"
        case data = "AbbreviatedData"
        case image = "ImageObject"
        case template = "Template"
        case size = "PhysicalBox"
    }

    private static let vocabulary = XMLVocabulary<Tag>()
    /// Points in a millimetre.
    private static let scale = 72 / 25.4

    /// Turns an object's own coordinates into the page's: a matrix, then the corner of its boundary.
    private struct Frame {
        var matrix = [1.0, 0, 0, 1, 0, 0]
        var left = 0.0
        var top = 0.0

        init(_ scanner: XMLScanner) {
            if let boundary = scanner.attribute("Boundary") {
                let numbers = FixedLayoutNumbers.list(boundary.utf8)
                if numbers.count == 4 { (left, top) = (numbers[0], numbers[1]) }
            }
            if let own = scanner.attribute("CTM") {
                let numbers = FixedLayoutNumbers.list(own.utf8)
                if numbers.count == 6 { matrix = numbers }
            }
        }

        func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
            (
                (matrix[0] * x + matrix[2] * y + matrix[4] + left) * FixedLayoutCanvas.scale,
                (matrix[1] * x + matrix[3] * y + matrix[5] + top) * FixedLayoutCanvas.scale
            )
        }

        /// How much the matrix stretches across and along.
        var stretch: (x: Double, y: Double) {
            (
                (matrix[0] * matrix[0] + matrix[1] * matrix[1]).squareRoot(),
                (matrix[2] * matrix[2] + matrix[3] * matrix[3]).squareRoot()
            )
        }
    }

    private let limits: ReadingLimits
    private(set) var page: PlacedPage
    private(set) var templates: [String] = []
    private(set) var hasPictures = false

    init(number: Int, size: (width: Double, height: Double), limits: ReadingLimits) {
        page = PlacedPage(
            number: number, width: size.width * Self.scale, height: size.height * Self.scale, words: [], rulings: [])
        self.limits = limits
    }

    mutating func draw(_ part: [UInt8], name: String) throws(ReadingFailure) {
        var scanner = XMLScanner(part, maximumDepth: limits.nesting)
        do {
            try draw(&scanner)
        } catch {
            throw ReadingFailure(error, part: name)
        }
        guard page.words.count <= limits.cells, page.rulings.count <= limits.cells else {
            throw ReadingFailure(
                .tooLarge, zh: "\(name): 一页上的对象过多", en: "\(name): there are too many objects on one page")
        }
    }

    private mutating func draw(_ scanner: inout XMLScanner) throws(XMLScanner.Fault) {
        var frame = Frame(scanner)
        var size = 0.0
        var stretch = 1.0
        var start = (x: 0.0, y: 0.0)
        var advances = (across: "", along: "")
        var text: [UInt8] = []
        while true {
            switch try scanner.next() {
            case .finished: return
            case .text: try scanner.appendText(to: &text)
            case .start:
                text = []
                guard let tag = Self.vocabulary[scanner] else { break }
                if scanner.attribute("Visible") == "false" {
                    try scanner.skipElement()
                    break
                }
                switch tag {
                case .text:
                    frame = Frame(scanner)
                    size = FixedLayoutNumbers.value(scanner.attribute("Size")) ?? 3.5
                    stretch = min(max(FixedLayoutNumbers.value(scanner.attribute("HScale")) ?? 1, 0.1), 10)
                case .code:
                    // A coordinate that is left away is the one before.
                    start.x = FixedLayoutNumbers.value(scanner.attribute("X")) ?? start.x
                    start.y = FixedLayoutNumbers.value(scanner.attribute("Y")) ?? start.y
                    advances = (scanner.attribute("DeltaX") ?? "", scanner.attribute("DeltaY") ?? "")
                case .path: frame = Frame(scanner)
                case .image: hasPictures = true
                case .template: if let id = scanner.attribute("TemplateID") { templates.append(id) }
                case .data, .size: break
                }
            case .end:
                switch Self.vocabulary[scanner] {
                case .code: place(text, at: start, size: size, stretch: stretch, advances: advances, in: frame)
                case .data: rule(text, in: frame)
                case .size:
                    let numbers = FixedLayoutNumbers.list(text)
                    if numbers.count == 4, numbers[2] > 0, numbers[3] > 0, max(numbers[2], numbers[3]) < 20_000 {
                        (page.width, page.height) = (numbers[2] * Self.scale, numbers[3] * Self.scale)
                    }
                default: break
                }
                text = []
            }
        }
    }

    // MARK: Text

    /// Characters in a row become words; a gap of half a character parts them, as a blank does.
    private mutating func place(
        _ text: [UInt8], at start: (x: Double, y: Double), size: Double, stretch: Double,
        advances: (across: String, along: String),
        in frame: Frame
    ) {
        let scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
        guard size > 0, size < 1_000, !scalars.isEmpty else { return }
        let across = FixedLayoutNumbers.advances(advances.across, limit: scalars.count)
        let along = FixedLayoutNumbers.advances(advances.along, limit: scalars.count)
        let em = (width: size * frame.stretch.x * Self.scale, height: size * frame.stretch.y * Self.scale)
        var (x, y) = start
        var word: PlacedWord?
        var isNarrow = false
        for (index, scalar) in scalars.enumerated() {
            let share = (scalar.value < 0x2E80 ? 0.5 : 1) * stretch
            if scalar.value > 0x20, scalar.value != 0xA0, scalar.value != 0x3000 {
                let point = frame.place(x, y)
                // A character is as wide as the way to the next one where that is less than its size.
                let advance =
                    index < across.count && across[index] > 0 ? across[index] * frame.stretch.x * Self.scale : .infinity
                let box = Box(
                    left: point.x, top: point.y - em.height * 0.86, right: point.x + min(em.width * share, advance),
                    bottom: point.y + em.height * 0.14)
                // Some programs give a digit the room of a character.
                let gap = isNarrow && share < 1 ? 0.8 : 0.5
                isNarrow = share < 1
                if let open = word, abs(open.box.bottom - box.bottom) < em.height * 0.3,
                    box.left - open.box.right < em.width * gap,
                    box.left > open.box.left - em.width * 0.1
                {
                    word?.text.unicodeScalars.append(scalar)
                    word?.box.formUnion(box)
                } else {
                    if let word { page.words.append(word) }
                    word = PlacedWord(text: String(scalar), box: box)
                }
            } else if let open = word {
                page.words.append(open)
                word = nil
            }
            x += index < across.count ? across[index] : along.isEmpty ? size * share : 0
            y += index < along.count ? along[index] : 0
        }
        if let word { page.words.append(word) }
    }

    // MARK: Lines

    /// Straight pieces of a path that run along or across the page; a thin filled bar is one line.
    private mutating func rule(_ data: [UInt8], in frame: Frame) {
        let words = data.split { $0 <= 0x20 }.map { String(decoding: $0, as: UTF8.self) }
        var points: [(x: Double, y: Double)] = []
        var segments: [((x: Double, y: Double), (x: Double, y: Double))] = []
        var first: (x: Double, y: Double)?
        var index = 0
        func number(_ offset: Int) -> Double? {
            index + offset < words.count ? Double(words[index + offset]).flatMap { abs($0) < 1e6 ? $0 : nil } : nil
        }
        while index < words.count, segments.count < 100_000 {
            switch words[index] {
            case "M", "S":
                if let x = number(1), let y = number(2) {
                    first = frame.place(x, y)
                    points = first.map { [$0] } ?? []
                }
                index += 3
            case "L":
                if let x = number(1), let y = number(2), let last = points.last {
                    let point = frame.place(x, y)
                    segments.append((last, point))
                    points.append(point)
                }
                index += 3
            case "C":
                if let last = points.last, let first { segments.append((last, first)) }
                index += 1
            case "Q", "B", "A":
                let count = words[index] == "Q" ? 4 : words[index] == "B" ? 6 : 7
                if let x = number(count - 1), let y = number(count) { points = [frame.place(x, y)] }
                index += count + 1
            default: index += 1
            }
        }
        let all = segments.flatMap { [$0.0, $0.1] }
        guard let left = all.map(\.x).min(), let right = all.map(\.x).max(), let top = all.map(\.y).min(),
            let bottom = all.map(\.y).max()
        else { return }
        if segments.count >= 3, min(right - left, bottom - top) < 1.5 {
            let isHorizontal = right - left >= bottom - top
            page.rulings.append(
                Ruling(
                    isHorizontal: isHorizontal, position: isHorizontal ? (top + bottom) / 2 : (left + right) / 2,
                    start: isHorizontal ? left : top, end: isHorizontal ? right : bottom))
            return
        }
        for (from, to) in segments {
            if abs(from.y - to.y) < 0.5, abs(from.x - to.x) > 1 {
                page.rulings.append(
                    Ruling(
                        isHorizontal: true, position: (from.y + to.y) / 2, start: min(from.x, to.x),
                        end: max(from.x, to.x)))
            } else if abs(from.x - to.x) < 0.5, abs(from.y - to.y) > 1 {
                page.rulings.append(
                    Ruling(
                        isHorizontal: false, position: (from.x + to.x) / 2, start: min(from.y, to.y),
                        end: max(from.y, to.y)))
            }
        }
    }
}
