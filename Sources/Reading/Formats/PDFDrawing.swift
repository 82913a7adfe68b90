/// What a page draws beside its text: straight rulings, pictures, and how text is shown at all.
struct PDFDrawing {
    var rulings: [Ruling] = []
    /// How often visible text is shown; a page that shows text of which no character is known is unreadable, not empty.
    var shownTexts = 0
    /// Text drawn without ink, as the layer under a recognised scan.
    var hiddenTexts = 0
    /// Points² under pictures, overlaps counted twice.
    var pictureArea = 0.0
    /// Shown texts by direction: to the right, down, to the left, up.
    var textDirections = [0, 0, 0, 0]
    /// False where a stream could not be unfolded; then the rulings are not all.
    var isComplete = true

    /// Quarter turns of the page's text: by far the most of it must run that way.
    var textTurns: Int {
        let all = textDirections.reduce(0, +)
        return textDirections.firstIndex { $0 * 5 > all * 4 } ?? 0
    }
}

/// Runs the drawing operators of a page and keeps rulings, pictures and the ways text is shown.
///
/// Table borders come as thin filled rectangles (word processors), as stroked lines (LibreOffice, WPS) or as stroked
/// rectangles; white ones, clipping paths and everything slanted are no rulings.
struct PDFDrawingReader {
    private var file: PDFFile
    private var drawing = PDFDrawing()
    private var state = State()
    private var stack: [State] = []
    private var path = Path()
    private var textMatrix = PDFMatrix()
    /// Operators that one page may run, forms included.
    private var remainingOperators = 0

    private struct State {
        var matrix = PDFMatrix()
        var fillsWhite = false
        var strokesWhite = false
        var hidesText = false
    }

    init(_ file: PDFFile) {
        self.file = file
    }

    mutating func drawing(of page: PDFPage) -> PDFDrawing {
        drawing = PDFDrawing()
        state = State()
        state.matrix = page.baseMatrix
        stack = []
        path = Path()
        remainingOperators = 4_000_000
        var content: [UInt8] = []
        for part in page.contents {
            guard let bytes = file.stream(part) else {
                drawing.isComplete = false
                continue
            }
            if content.isEmpty { content = bytes } else { content += [10] + bytes }
        }
        run(content, resources: page.resources, depth: 0)
        return drawing
    }

    private mutating func run(_ content: [UInt8], resources: PDFValue?, depth: Int) {
        content.withUnsafeBufferPointer { run($0, resources: resources, depth: depth) }
    }

    private mutating func run(_ content: UnsafeBufferPointer<UInt8>, resources: PDFValue?, depth: Int) {
        var scanner = PDFContentScanner(content)
        let bottom = stack.count
        while let operation = scanner.next() {
            remainingOperators -= 1
            guard remainingOperators > 0 else { break }
            switch operation {
            case "q": if stack.count < 200 + bottom { stack.append(state) }
            case "Q": if stack.count > bottom, let saved = stack.popLast() { state = saved }
            case "cm":
                if let matrix = scanner.matrix { state.matrix = matrix.then(state.matrix) }
            case "re":
                guard scanner.count >= 4 else { break }
                path.rectangle(scanner[0], scanner[1], scanner[2], scanner[3], state.matrix)
            case "m": if scanner.count >= 2 { path.move(state.matrix.apply(scanner[0], scanner[1])) }
            case "l": if scanner.count >= 2 { path.line(state.matrix.apply(scanner[0], scanner[1])) }
            case "c": if scanner.count >= 6 { path.curve(state.matrix.apply(scanner[4], scanner[5])) }
            case "v", "y": if scanner.count >= 4 { path.curve(state.matrix.apply(scanner[2], scanner[3])) }
            case "h": path.close()
            case "f", "F", "f*": paint(fills: true, strokes: false)
            case "S": paint(fills: false, strokes: true)
            case "s":
                path.close()
                paint(fills: false, strokes: true)
            case "B", "B*": paint(fills: true, strokes: true)
            case "b", "b*":
                path.close()
                paint(fills: true, strokes: true)
            case "n": path.removeAll()
            case "g": state.fillsWhite = scanner.isWhiteGray
            case "G": state.strokesWhite = scanner.isWhiteGray
            case "rg", "sc", "scn", "k": state.fillsWhite = scanner.isWhite
            case "RG", "SC", "SCN", "K": state.strokesWhite = scanner.isWhite
            case "cs": state.fillsWhite = false
            case "CS": state.strokesWhite = false
            case "BT": textMatrix = PDFMatrix()
            case "Tm": if let matrix = scanner.matrix { textMatrix = matrix }
            case "Tr": state.hidesText = scanner.count >= 1 && scanner[scanner.count - 1] == 3
            case "Tj", "TJ", "'", "\"": show(scanner.hasText)
            case "Do": draw(scanner.lastName, resources: resources, depth: depth)
            case "EI": addPicture()
            default: break
            }
            scanner.clear()
        }
        if let saved = stack.count > bottom ? stack[bottom] : nil { state = saved }
        stack.removeLast(stack.count - bottom)
    }

    private mutating func show(_ hasText: Bool) {
        guard hasText else { return }
        if state.hidesText { drawing.hiddenTexts += 1 } else { drawing.shownTexts += 1 }
        let whole = textMatrix.then(state.matrix)
        if abs(whole.a) >= abs(whole.b) {
            drawing.textDirections[whole.a >= 0 ? 0 : 2] += 1
        } else {
            drawing.textDirections[whole.b > 0 ? 1 : 3] += 1
        }
    }

    private mutating func addPicture() {
        let matrix = state.matrix
        drawing.pictureArea += abs(matrix.a * matrix.d - matrix.b * matrix.c)
    }

    private mutating func draw(_ name: String, resources: PDFValue?, depth: Int) {
        guard depth < 8, let forms = file.dictionary(file.dictionary(resources)?["XObject"]),
            let reference = forms[name],
            let form = file.dictionary(reference)
        else { return }
        if form["Subtype"]?.name == "Image" { return addPicture() }
        guard form["Subtype"]?.name == "Form", let content = file.stream(reference) else { return }
        let outer = state
        if let values = file.resolve(form["Matrix"])?.array?.compactMap({ file.resolve($0)?.number }), values.count == 6
        {
            state.matrix = PDFMatrix(a: values[0], b: values[1], c: values[2], d: values[3], e: values[4], f: values[5])
                .then(state.matrix)
        }
        run(content, resources: form["Resources"] ?? resources, depth: depth + 1)
        state = outer
    }

    private mutating func paint(fills: Bool, strokes: Bool) {
        defer { path.removeAll() }
        guard drawing.rulings.count < 100_000 else { return }
        if strokes && !state.strokesWhite { path.appendStrokes(to: &drawing.rulings) }
        if fills && !state.fillsWhite { path.appendThinFills(to: &drawing.rulings) }
    }
}

/// The path under construction, in page coordinates.
private struct Path {
    private struct Part {
        var box: Box
        /// Corners in order; empty for a rectangle, whose box is all.
        var points: [(x: Double, y: Double)] = []
        var isStraight = true
    }
    private var parts: [Part] = []

    /// Drawings beyond this are pictures, not tables.
    private static let mostParts = 50_000

    mutating func removeAll() { parts.removeAll(keepingCapacity: true) }

    mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ matrix: PDFMatrix) {
        guard parts.count < Self.mostParts else { return }
        let (p, q) = (matrix.apply(x, y), matrix.apply(x + width, y + height))
        let isUpright = (abs(matrix.b) < 1e-6 && abs(matrix.c) < 1e-6) || (abs(matrix.a) < 1e-6 && abs(matrix.d) < 1e-6)
        parts.append(
            Part(
                box: Box(left: min(p.x, q.x), top: min(p.y, q.y), right: max(p.x, q.x), bottom: max(p.y, q.y)),
                isStraight: isUpright))
    }

    mutating func move(_ point: (x: Double, y: Double)) {
        if let last = parts.last, last.points.count == 1 { parts.removeLast() }
        guard parts.count < Self.mostParts else { return }
        parts.append(Part(box: Box(left: point.x, top: point.y, right: point.x, bottom: point.y), points: [point]))
    }

    mutating func line(_ point: (x: Double, y: Double)) {
        guard let last = parts.indices.last, !parts[last].points.isEmpty, parts[last].points.count < 10_000 else {
            return
        }
        let before = parts[last].points[parts[last].points.count - 1]
        if abs(before.x - point.x) > 0.6 && abs(before.y - point.y) > 0.6 { parts[last].isStraight = false }
        parts[last].points.append(point)
        parts[last].box.formUnion(Box(left: point.x, top: point.y, right: point.x, bottom: point.y))
    }

    mutating func curve(_ point: (x: Double, y: Double)) {
        line(point)
        if let last = parts.indices.last { parts[last].isStraight = false }
    }

    mutating func close() {
        guard let last = parts.last, last.points.count > 2, let first = last.points.first else { return }
        line(first)
    }

    func appendStrokes(to rulings: inout [Ruling]) {
        for part in parts where part.isStraight {
            guard !part.points.isEmpty else {
                append(
                    Box(left: part.box.left, top: part.box.top, right: part.box.right, bottom: part.box.top),
                    to: &rulings)
                append(
                    Box(left: part.box.left, top: part.box.bottom, right: part.box.right, bottom: part.box.bottom),
                    to: &rulings)
                append(
                    Box(left: part.box.left, top: part.box.top, right: part.box.left, bottom: part.box.bottom),
                    to: &rulings)
                append(
                    Box(left: part.box.right, top: part.box.top, right: part.box.right, bottom: part.box.bottom),
                    to: &rulings)
                continue
            }
            for (p, q) in zip(part.points, part.points.dropFirst()) {
                append(
                    Box(left: min(p.x, q.x), top: min(p.y, q.y), right: max(p.x, q.x), bottom: max(p.y, q.y)),
                    to: &rulings)
            }
        }
    }

    func appendThinFills(to rulings: inout [Ruling]) {
        for part in parts where part.isStraight && min(part.box.width, part.box.height) <= 3 {
            append(part.box, to: &rulings)
        }
    }

    /// A thin box as a ruling; a corner square counts in both directions, so that the rulings it joins meet.
    private func append(_ box: Box, to rulings: inout [Ruling]) {
        if box.height <= 3 && box.height <= box.width {
            rulings.append(Ruling(isHorizontal: true, position: box.middleY, start: box.left, end: box.right))
        }
        if box.width <= 3 && box.width <= box.height {
            rulings.append(Ruling(isHorizontal: false, position: box.middleX, start: box.top, end: box.bottom))
        }
    }
}
