extension NumberFormat {
    /// Sections are parted by semicolons outside quotes and brackets.
    static func split(_ code: String) -> [[Unicode.Scalar]] {
        var sections: [[Unicode.Scalar]] = [[]]
        var isQuoted = false
        var isEscaped = false
        var isBracketed = false
        for scalar in code.unicodeScalars.prefix(1_024) {
            if scalar == ";", !isQuoted, !isEscaped, !isBracketed {
                if sections.count == 4 { break }
                sections.append([])
                continue
            }
            sections[sections.count - 1].append(scalar)
            if isEscaped {
                isEscaped = false
            } else if scalar == "\"" {
                isQuoted.toggle()
            } else if !isQuoted {
                isEscaped = ["\\", "!", "_", "*"].contains(scalar)
                if scalar == "[" { isBracketed = true } else if scalar == "]" { isBracketed = false }
            }
        }
        return sections
    }

    static func section(_ code: [Unicode.Scalar]) -> Section {
        var section = Section()
        var index = 0
        var isBehindPoint = false
        func literal(_ text: String) { section.tokens.append(.literal(text)) }
        var wholePlaces = 0
        func startNumber() {
            if !section.hasNumber { section.tokens.append(.number) }
            section.hasNumber = true
        }
        /// Literals behind digits turn out to stand between digits when another digit follows.
        func takeInnerLiterals() {
            let end = section.inner.count
            while case .literal(let text)? = section.tokens.last, section.hasNumber {
                section.tokens.removeLast()
                let place = isBehindPoint ? section.maximumDecimals : wholePlaces
                section.inner.insert(.init(text: text, isBehindPoint: isBehindPoint, place: place), at: end)
            }
        }
        while index < code.count {
            let scalar = code[index]
            switch scalar {
            case "\"":
                let close = code[(index + 1)...].firstIndex(of: "\"") ?? code.count
                var text = String.UnicodeScalarView()
                text.append(contentsOf: code[(index + 1)..<close])
                literal(String(text))
                index = close
            case "\\", "!":
                if index + 1 < code.count { literal(String(code[index + 1])) }
                index += 1
            case "_", "*": index += 1
            case "[":
                let close = code[index...].firstIndex(of: "]") ?? code.count - 1
                bracket(Array(code[(index + 1)..<max(close, index + 1)]), &section)
                index = close
            case "0", "#", "?":
                takeInnerLiterals()
                startNumber()
                if isBehindPoint {
                    section.maximumDecimals += 1
                    if scalar == "0" { section.minimumDecimals = section.maximumDecimals }
                } else {
                    wholePlaces += 1
                    if scalar == "0" { section.minimumWhole += 1 }
                }
            case "/" where section.hasNumber && !section.isDate:
                // A fraction (“# ?/?”) is not worked out: the number is shown as it is.
                section.isGeneral = true
                section.tokens = [.number]
                return section
            case ".":
                if section.isDate {
                    literal(".")
                } else {
                    startNumber()
                    isBehindPoint = true
                }
            case ",":
                let followed = code[(index + 1)...].first { $0 != "," }
                if let followed, "0#?".unicodeScalars.contains(followed), section.hasNumber {
                    section.hasGroups = true
                } else if section.hasNumber, !isBehindPoint || section.maximumDecimals > 0 {
                    section.scale += 1
                } else {
                    literal(",")
                }
            case "%":
                section.percents += 1
                literal("%")
            case "E" where index + 1 < code.count && (code[index + 1] == "+" || code[index + 1] == "-"):
                var digits = 0
                while index + 2 + digits < code.count, code[index + 2 + digits] == "0" { digits += 1 }
                section.exponentDigits = max(digits, 1)
                index += 1 + digits
            case "@":
                section.tokens.append(.text)
            case "G", "g":
                let names = ["general", "g/通用格式"]
                let rest = String(String.UnicodeScalarView(code[index...].prefix(7))).lowercased()
                if let name = names.first(where: rest.hasPrefix) {
                    section.isGeneral = true
                    section.tokens.append(.number)
                    index += name.unicodeScalars.count - 1
                } else {
                    literal(String(scalar))
                }
            case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S", "a", "A", "e":
                if scalar == "a" || scalar == "A", let length = halfDayLength(code[index...]) {
                    section.tokens.append(.halfDay)
                    index += length - 1
                    break
                }
                let lower = Character(String(scalar).lowercased())
                var count = 1
                while index + count < code.count, Character(String(code[index + count]).lowercased()) == lower {
                    count += 1
                }
                section.isDate = true
                section.tokens.append(lower == "e" ? .date("y", 4) : .date(lower, count))
                index += count - 1
            default: literal(String(scalar))
            }
            index += 1
        }
        for index in section.inner.indices where !section.inner[index].isBehindPoint {
            section.inner[index].place = wholePlaces - section.inner[index].place
        }
        if section.isDate {
            // Hundredths of seconds are no part of what reports show.
            section.tokens.removeAll { if case .number = $0 { true } else { false } }
        }
        if !section.hasNumber, !section.isDate,
            section.tokens.contains(where: { if case .text = $0 { true } else { false } })
        {
            section.isGeneral = true
            section.tokens = section.tokens.map { if case .text = $0 { .number } else { $0 } }
        }
        return section
    }

    private static func halfDayLength(_ code: ArraySlice<Unicode.Scalar>) -> Int? {
        let head = String(String.UnicodeScalarView(code.prefix(5))).uppercased()
        return head == "AM/PM" ? 5 : head.hasPrefix("A/P") ? 3 : nil
    }

    /// `[Red]` and `[$-804]` are dropped, `[$¥-804]` is the sign, `[h]` elapsed hours, `[>=100]` a condition.
    private static func bracket(_ inside: [Unicode.Scalar], _ section: inout Section) {
        guard let first = inside.first else { return }
        let text = String(String.UnicodeScalarView(inside))
        if first == "$" {
            let sign = text.dropFirst().prefix { $0 != "-" }
            if !sign.isEmpty { section.tokens.append(.literal(String(sign))) }
        } else if first == ">" || first == "<" || first == "=" {
            let sign = text.prefix { $0 == ">" || $0 == "<" || $0 == "=" }
            if let value = Double(text.dropFirst(sign.count)) { section.condition = (String(sign), value) }
        } else if ["h", "H", "m", "M", "s", "S"].contains(first), inside.allSatisfy({ $0 == first }) {
            section.isDate = true
            section.tokens.append(.elapsed(Character(String(first).lowercased()), inside.count))
        }
    }
}
