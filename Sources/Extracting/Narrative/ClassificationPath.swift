import FiscalModel
import ReferenceData

/// The function or economic class that a sentence stands under, by code or by “（类）…（款）…（项）”.
struct ClassificationPath {
    var classification: Classification = .function
    /// Code of the 类, also from a heading above.
    var top: String?
    var isFromHeading = false
    /// Code of the 款 of this sentence.
    var section: String?
    /// What figures without another label are about; an ignored subject where the name has no code.
    var subject: NarrativeSubject?

    func current(from frame: NarrativeFrame) -> ([NarrativeSubject], String, Confidence)? {
        guard frame.hasCode, let subject else { return nil }
        return ([subject], "narrative.classification", .init(percent: 92))
    }
}

extension NarrativeParser {
    /// “2012801-行政运行74.52万元”: a printed code is the label, whatever its name.
    mutating func readCode(at index: Int) -> Int {
        let digits = String(decoding: bytes[tokens[index].range], as: UTF8.self)
        let classification: Classification = digits.hasPrefix("2") ? .function : .economic
        guard reference.classifications.isWellFormed(digits, in: classification), hasMoneyAhead(of: index) else {
            noteGap(tokens[index].range, at: index)
            return index + 1
        }
        let (code, end) = splitCode(digits, in: classification, at: index)
        let subject = NarrativeSubject(
            measures: [classification.measure(code)], position: tokens[index].range.lowerBound)
        setClassified(subject)
        if code != digits { return end }
        // The name after the code explains itself.
        var next = end
        while next < tokens.count {
            switch tokens[next].kind {
            case .gap, .dash, .level: next += 1
            case .open(let close) where close > next && close - next <= 12 && !isFigure(in: next..<close):
                next = close + 1
            case .close: next += 1
            case .word(let term):
                switch vocabulary.roles[term] {
                case .compareWith where !isComparison(from: next): next += 1
                case .scenario, .compare, .increase, .decrease, .share, .compareWith, .whereof: return next
                default: next += 1
                }
            default: return next
            }
        }
        return next
    }

    /// “一般公共服务支出（201）民主党派及工商联事务（28）行政运行（01）”: the code in three pieces, and the token behind it.
    private func splitCode(_ top: String, in classification: Classification, at index: Int) -> (String, Int) {
        guard classification == .function, top.utf8.count == 3 else { return (top, index + 1) }
        var code = top
        var end = index + 1
        var next = index + 1
        scan: while next < tokens.count, next - index < 14, code.utf8.count < 7 {
            switch tokens[next].kind {
            case .comma, .semicolon, .stop, .colon: break scan
            case .figure: break scan
            case .open(let close) where close > next:
                guard let digits = pieceOfCode(in: (next + 1)..<close) else { break scan }
                code += digits
                next = close
                end = close + 1
            default: break
            }
            next += 1
        }
        return reference.classifications.isWellFormed(code, in: classification) ? (code, end) : (top, index + 1)
    }

    /// The bracket that ends here holds a piece of a code.
    func isPiece(_ close: Int) -> Bool {
        guard close >= 3, close < tokens.count, case .close(let open) = tokens[close].kind, open >= 0 else {
            return false
        }
        return pieceOfCode(in: (open + 1)..<close) != nil
    }

    /// “28”, “11款”
    private func pieceOfCode(in range: Range<Int>) -> String? {
        guard let first = range.first, case .figure(let figure) = tokens[first].kind, figure.number.scale == 0 else {
            return nil
        }
        let digits = bytes[tokens[first].range].prefix { $0.isDigit }
        let rest = bytes[
            (tokens[first].range.lowerBound + digits.count)..<tokens[range.upperBound - 1].range.upperBound]
        guard digits.count == 2, rest.isEmpty || Self.levelNames.contains(where: { rest.elementsEqual($0) }) else {
            return nil
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static let levelNames = ["类", "款", "项"].map { Array($0.utf8) }

    /// “一般公共服务支出-商贸事务-行政运行”科目: the levels joined by dashes.
    mutating func readDashedPath(_ codes: [MeasureCode], at index: Int) -> Int? {
        guard index + 1 < tokens.count, case .dash = tokens[index + 1].kind, let measure = codes.first,
            let (classification, top) = Classification.code(of: measure), top.utf8.count == 3
        else { return nil }
        var names: [[UInt8]] = [[]]
        var next = index + 2
        scan: while next < tokens.count, next - index < 40 {
            switch tokens[next].kind {
            case .dash: names.append([])
            case .figure, .comma, .stop, .semicolon, .colon: break scan
            case .word where bytes[tokens[next].range].elementsEqual(NarrativeWords.account): break scan
            default: names[names.count - 1] += bytes[tokens[next].range]
            }
            next += 1
        }
        var code = top
        path.classification = classification
        for (depth, name) in names.enumerated() {
            let digits = 5 + 2 * depth
            let found = self.codes(named: name, in: classification, digits: digits, under: code)
            guard found.count == 1 else {
                setClassified(.ignored(at: tokens[index].range.lowerBound))
                return next
            }
            code = found[0]
        }
        setClassified(
            NarrativeSubject(measures: [classification.measure(code)], position: tokens[index].range.lowerBound))
        return next
    }

    private func isFigure(in range: Range<Int>) -> Bool {
        range.contains { if case .figure = tokens[$0].kind { true } else { false } }
    }

    private func hasMoneyAhead(of index: Int) -> Bool {
        for next in (index + 1)..<min(tokens.count, index + 24) {
            switch tokens[next].kind {
            case .stop, .semicolon: return false
            case .figure(let figure):
                if case .money = figure.counter { return true }
                if case .open(let close) = tokens[next - 1].kind, close > next, pieceOfCode(in: next..<close) != nil {
                    continue
                }
                return false
            default: break
            }
        }
        return false
    }

    private mutating func setClassified(_ named: NarrativeSubject) {
        var subject = named
        subject.givesWay = section.isAppropriation
        let (scenarios, years, isAfterWhereof) = (frame.scenarios, frame.years, frame.isAfterWhereof)
        let start = frame.start
        beginFrame(at: start)
        frame.scenarios = scenarios
        frame.years = years
        frame.isAfterWhereof = isAfterWhereof
        frame.hasCode = true
        frame.subjects = [subject]
        path.subject = subject
        topic = subject
        isTopicStale = false
    }

    /// “一般公共服务支出（类）”: the name before the mark, looked up under the level above it.
    mutating func readLevel(_ digits: Int, at index: Int) {
        let end = tokens[index].range.lowerBound
        var start = end
        var first = index
        while first > 0 {
            let token = tokens[first - 1]
            switch token.kind {
            case .comma, .stop, .semicolon, .colon, .level, .item, .figure, .year: break
            case .enumerationComma where digits == 3 && !isNameComma(before: first - 1): break
            default:
                start = token.range.lowerBound
                first -= 1
                continue
            }
            break
        }
        let position = start
        let name = Array(bytes[start..<end])
        let codes = lookUp(name, digits: digits)
        guard codes.count == 1, let code = codes.first else {
            if digits == 3 {
                path.top = nil
                path.section = nil
            } else if digits == 5 {
                path.section = nil
            }
            setClassified(.ignored(at: position))
            return
        }
        switch digits {
        case 3:
            path.top = code
            path.section = nil
        case 5: path.section = code
        default: break
        }
        setClassified(NarrativeSubject(measures: [path.classification.measure(code)], position: position))
    }

    private func isNameComma(before index: Int) -> Bool { index > 0 }

    private mutating func lookUp(_ name: [UInt8], digits: Int) -> [String] {
        func find(_ classification: Classification, under parent: String) -> [String] {
            codes(named: name, in: classification, digits: digits, under: parent)
        }
        switch digits {
        case 3:
            for classification in [Classification.function, .economic] {
                let codes = find(classification, under: "")
                if !codes.isEmpty {
                    path.classification = classification
                    return codes
                }
            }
            return []
        case 5:
            if let top = path.top { return find(path.classification, under: top) }
            for classification in [Classification.function, .economic] {
                let codes = find(classification, under: "")
                if codes.count == 1 {
                    path.classification = classification
                    return codes
                }
            }
            return []
        default:
            guard let section = path.section else { return [] }
            return find(.function, under: section)
        }
    }

    /// The codes of a name: what the report's own tables print beside it, else what is listed.
    private func codes(
        named name: [UInt8], in classification: Classification, digits: Int, under parent: String
    ) -> [String] {
        let forms = nameForms(name, digits: digits)
        for form in forms {
            let printed = report.codes.code(named: form, in: classification, digits: digits, under: parent)
            if let printed { return [printed] }
        }
        for form in forms {
            let listed = reference.classifications.codes(named: form, in: classification, under: parent).filter {
                $0.utf8.count == digits
            }
            if !listed.isEmpty { return listed }
        }
        return []
    }

    /// The name as printed, and with and without its ending.
    func nameForms(_ name: [UInt8], digits: Int) -> [[UInt8]] {
        let ending = Array("支出".utf8)
        var forms = [name]
        if name.suffix(ending.count).elementsEqual(ending) {
            forms.append(Array(name.dropLast(ending.count)))
        } else {
            forms.append(name + ending)
        }
        for (from, to) in [("与", "和"), ("和", "与")] {
            let text = String(decoding: name, as: UTF8.self)
            if text.contains(from) {
                let other = Array(text.replacing(from, with: to).utf8)
                forms.append(other)
                forms.append(other + ending)
            }
        }
        return forms
    }
}
