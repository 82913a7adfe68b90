/// A rectangle on a page, in points, with the origin at the upper left corner of the page as it is read.
struct Box: Hashable, Sendable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    var width: Double { right - left }
    var height: Double { bottom - top }
    var middleX: Double { (left + right) / 2 }
    var middleY: Double { (top + bottom) / 2 }

    mutating func formUnion(_ other: Box) {
        left = min(left, other.left)
        top = min(top, other.top)
        right = max(right, other.right)
        bottom = max(bottom, other.bottom)
    }
}

/// A piece of text without a wide gap inside, as a PDF tool or a recogniser gives it.
struct PlacedWord: Hashable, Sendable {
    var text: String
    var box: Box
}

/// A straight line that runs along or across the page: the border of a cell, an underline, a frame.
struct Ruling: Hashable, Sendable {
    var isHorizontal: Bool
    /// y of a horizontal ruling, x of a vertical one.
    var position: Double
    var start: Double
    var end: Double
}

/// What stands on one page, before anything is understood: the same for a text layer and for a recognised picture.
struct PlacedPage: Sendable {
    /// 1-based.
    var number: Int
    var width: Double
    var height: Double
    var words: [PlacedWord]
    var rulings: [Ruling]
    var isRecognised = false

    /// The page with every place held to a sheet that could be printed, so that arithmetic on places cannot overflow.
    ///
    /// A damaged file gives pages and fonts of 10²⁰ points; its words are kept, where they stand is anybody's guess.
    var onPaper: PlacedPage {
        let isOnPaper =
            width.isOnPaper && height.isOnPaper && words.allSatisfy(\.box.isOnPaper)
            && rulings.allSatisfy { $0.position.isOnPaper && $0.start.isOnPaper && $0.end.isOnPaper }
        guard !isOnPaper else { return self }
        var page = self
        (page.width, page.height) = (width.onPaper, height.onPaper)
        page.words = words.map { PlacedWord(text: $0.text, box: $0.box.onPaper) }
        page.rulings = rulings.map {
            Ruling(
                isHorizontal: $0.isHorizontal, position: $0.position.onPaper, start: $0.start.onPaper,
                end: $0.end.onPaper)
        }
        return page
    }

    /// The page turned so that its text runs from left to right; `turns` counts quarter turns clockwise of the text.
    func upright(turns: Int) -> PlacedPage {
        guard turns != 0 else { return self }
        var page = self
        if turns != 2 { (page.width, page.height) = (height, width) }
        func turn(_ box: Box) -> Box {
            switch turns {
            case 1: Box(left: box.top, top: width - box.right, right: box.bottom, bottom: width - box.left)
            case 2:
                Box(
                    left: width - box.right, top: height - box.bottom, right: width - box.left, bottom: height - box.top
                )
            default: Box(left: height - box.bottom, top: box.left, right: height - box.top, bottom: box.right)
            }
        }
        page.words = words.map { PlacedWord(text: $0.text, box: turn($0.box)) }
        page.rulings = rulings.map { ruling in
            let box = turn(
                ruling.isHorizontal
                    ? Box(left: ruling.start, top: ruling.position, right: ruling.end, bottom: ruling.position)
                    : Box(left: ruling.position, top: ruling.start, right: ruling.position, bottom: ruling.end))
            return box.height == 0
                ? Ruling(isHorizontal: true, position: box.top, start: box.left, end: box.right)
                : Ruling(isHorizontal: false, position: box.left, start: box.top, end: box.bottom)
        }
        return page
    }
}

extension Box {
    fileprivate var isOnPaper: Bool { left.isOnPaper && top.isOnPaper && right.isOnPaper && bottom.isOnPaper }

    fileprivate var onPaper: Box {
        Box(left: left.onPaper, top: top.onPaper, right: right.onPaper, bottom: bottom.onPaper)
    }
}

extension Double {
    /// Points; the format itself allows a page of 14,400.
    private static let farthest = 1_000_000.0

    fileprivate var isOnPaper: Bool { magnitude <= Self.farthest }

    fileprivate var onPaper: Double { isNaN ? 0 : min(max(self, -Self.farthest), Self.farthest) }
}
