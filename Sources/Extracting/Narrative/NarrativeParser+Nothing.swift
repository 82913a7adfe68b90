import FiscalModel
import ReferenceData

// Sentences that state nought, that the part is the whole, or several figures for several labels at once.
extension NarrativeParser {
    /// “未发生因公出国（境）费用”, “因公出国（境）费没有发生”, “公务接待费：无”.
    mutating func readNothing(_ role: NarrativeRole, at index: Int) -> Int {
        frame.isAboutNothing = true
        var next = index + 1
        while isWeakWord(next) { next += 1 }
        if endsFrame(next) {
            if !frame.subjects.isEmpty, !frame.hasGapAfter, !frame.isRejected, !frame.isShare, !frame.isCompared {
                stateNothing(of: frame.subjects, at: index, through: next - 1)
            } else if frame.isAfterColon, frame.isClean, frame.subjects.isEmpty, let topic, !topic.isIgnored,
                !isTopicStale
            {
                stateNothing(of: [topic], at: index, through: next - 1)
            } else if frame.isClean, frame.subjects.isEmpty, frame.years.isEmpty, frame.scenarios.isEmpty,
                let lastPlain, lastPlain.scenario.isBudget, report.identity.kind != .budget,
                lastPlain.subject.measures == topic?.measures, lastPlain.subject.isUnder("three_public"),
                phrases.unspent.contains(where: { bytes[tokens[index].range.lowerBound...].starts(with: $0) })
            {
                // “公务接待费预算0.5万元，未发生支出”
                stateNothing(of: [lastPlain.subject], at: index, through: next - 1)
            } else if let code = frame.fund, frame.isClean, case .absent = role {
                stateNothing(of: [.init(measures: [code], position: frame.fundPosition)], at: index, through: next - 1)
            }
            return next
        }
        guard case .nothing = role, !frame.isCompared, !frame.isShare else { return index + 1 }
        guard let (subjects, end) = negated(from: index + 1) else { return index + 1 }
        stateNothing(of: subjects, at: index, through: end - 1)
        beginFrame(at: end)
        return end
    }

    private func isWeakWord(_ index: Int) -> Bool {
        switch role(index) {
        case .filler?, .generic?, .ownBody?: true
        default: false
        }
    }

    /// The labels after a negation, up to the next mark; nil where other words stand among them.
    private func negated(from start: Int) -> ([NarrativeSubject], Int)? {
        var subjects: [NarrativeSubject] = []
        var fund: NarrativeSubject?
        var index = start
        func flush() { if let pending = fund { subjects.append(pending) } }
        scan: while index < tokens.count, index - start < 40 {
            let position = tokens[index].range.lowerBound
            switch tokens[index].kind {
            case .enumerationComma:
                if let pending = fund { subjects.append(pending) }
                fund = nil
            case .open(let close):
                guard close > index else { return nil }
                index = close
            case .comma, .semicolon, .stop, .colon, .close, .item: break scan
            case .figure, .gap, .code, .level, .dash: return nil
            case .year: break
            case .word(let term):
                switch vocabulary.roles[term] {
                case .label(let codes, _), .bareLabel(let codes, _):
                    fund = nil
                    subjects.append(.init(measures: codes, position: position))
                case .vehicleCount where bytes[tokens[start - 1].range].contains(NarrativeWords.bought[...]):
                    // “未购置车辆”
                    subjects.append(.init(measures: ["three_public.vehicle_purchase"], position: position))
                case .overseasCount(let code), .vehicleCount(let code), .batchWord(let code):
                    subjects.append(.init(measures: [code], position: position))
                case .part(.staff, _): return nil
                case .part(let context, let code):
                    guard
                        topic?.isUnder(context.rawValue) == true || section.topic?.isUnder(context.rawValue) == true
                            || context == .reception
                    else { return nil }
                    if context != .reception { subjects.append(.init(measures: [code], position: position)) }
                case .fund(let code):
                    flush()
                    fund = .init(measures: [code], position: position)
                case .compareWith:
                    if let pending = fund { subjects.append(pending) }
                    fund = nil
                case .generic, .appropriation, .filler, .ownBody, .scenario, .year, .nothing, .absent: break
                default: return nil
                }
            }
            index += 1
        }
        if let pending = fund { subjects.append(pending) }
        return subjects.isEmpty ? nil : (subjects, index)
    }

    /// States 0 of the subjects that “无” can be said of.
    mutating func stateNothing(of subjects: [NarrativeSubject], at index: Int, through last: Int) {
        guard !section.isDefinition, !frame.isForeign else { return }
        let word = tokens[index].range
        for subject in subjects {
            guard let measure = subject.measure, Self.canBeNothing(measure) else { continue }
            // “主要原因是无公务用车” gives a reason, not a count.
            if sentence.isPurpose, !isMoney(measure) { continue }
            let start = min(subject.position, word.lowerBound)
            let end = max(tokens[max(index, min(last, tokens.count - 1))].range.upperBound, subject.position)
            let isCount = !isMoney(measure)
            let boundYear = frame.year ?? year ?? report.year
            // “2022年年初预算20.50万元，…，没有安排因公出国（境）费”: nothing has been spent of a year to come.
            let told = lastPlain?.year == boundYear ? lastPlain?.scenario : nil
            let planned = boundYear > report.year ? told ?? scenario : nil
            let binding = NarrativeBinding(
                subject: subject, year: boundYear,
                scenario: isCount
                    ? .actual : frame.scenario ?? planned ?? section.scenario ?? report.defaultScenario,
                value: isCount ? .number(Number(mantissa: 0)) : .money(Amount(fen: 0)),
                figureRange: word.lowerBound..<max(word.upperBound, min(end, bytes.count)),
                quoteStart: start, rule: "narrative.nothing",
                confidence: measure.rawValue.hasPrefix("three_public") ? .init(percent: 93) : .init(percent: 85))
            emit(binding)
            let (quote, span) = quote(from: start, figure: binding.figureRange)
            claims.append(
                Claim(
                    .none, measure: measure, figure: .init(fiscalYear: binding.year, scenario: binding.scenario),
                    quote: quote, span: span, confidence: .sure))
            if isMoney(measure) {
                topic = subject
                isTopicStale = false
            }
            sentence.note(subject)
        }
    }

    private static func canBeNothing(_ measure: MeasureCode) -> Bool {
        let code = measure.rawValue
        if code.hasPrefix("three_public") || code.hasPrefix("procurement") || code.hasPrefix("overseas") { return true }
        switch code {
        case "agency_operating_cost", "revenue.government_fund", "revenue.state_capital",
            "revenue.social_insurance_fund", "revenue.other",
            "revenue.carryover", "expenditure.carryover", "revenue.superior_subsidy", "revenue.special_account",
            "revenue.service", "revenue.business", "vehicles.count", "meeting_cost", "training_cost",
            "reception.batches":
            return true
        default: return false
        }
    }

    /// “均为公务接待费”: the part is the whole; “均为0万元”: each of several.
    mutating func readWholly(_ role: NarrativeRole, at index: Int) -> Int {
        var next = index + 1
        var part: NarrativeSubject?
        scan: while next < tokens.count, next - index < 12 {
            let position = tokens[next].range.lowerBound
            switch tokens[next].kind {
            case .word(let term):
                switch vocabulary.roles[term] {
                case .label(let codes, _), .bareLabel(let codes, _): part = .init(measures: codes, position: position)
                case .fund(let code): part = .init(measures: [code], position: position)
                case .appropriation(let code):
                    if part == nil {
                        part = .init(measures: [code], isNarrower: true, position: position)
                    }
                case .part(_, let code): part = .init(measures: [code], position: position)
                case .filler, .generic, .ownBody, .purpose, .share, .year: break
                case .ignored, .gap, .foreignBody: break scan
                default: break scan
                }
            case .year: break
            case .comma, .semicolon, .stop, .close, .enumerationComma:
                if let part, !statePart(part, at: index, through: next - 1) { noteOnlyPart(part) }
                break scan
            case .figure:
                part = nil
                break scan
            case .open(let close):
                if close > next { next = close } else { break scan }
            default: break scan
            }
            next += 1
        }
        if next >= tokens.count, let part { statePart(part, at: index, through: tokens.count - 1) }
        if part == nil { frame.isEach = true }
        return part == nil ? index + 1 : max(index + 1, min(next, tokens.count))
    }

    /// Nothing has been told of the whole yet.
    private mutating func noteOnlyPart(_ part: NarrativeSubject) {
        guard let code = part.measure, !part.isNarrower, frame.isClean, frame.subjects.count == 1,
            let whole = frame.subjects[0].measure, whole == "three_public.total", isPart(code, of: whole),
            !readings.contains(where: { $0.observation.measure == whole })
        else { return }
        onlyPart = (whole, part)
    }

    /// Gives the last figure to its part, too; false where the one is no part of the other.
    @discardableResult
    mutating func statePart(_ part: NarrativeSubject, at index: Int, through last: Int) -> Bool {
        let own = lastOwn.flatMap { $0.subject.measures == lastPlain?.subject.measures ? $0 : nil }
        guard let plain = own ?? lastPlain, !plain.subject.isIgnored, let code = part.measure,
            plain.subject.measures.contains(where: { isPart(code, of: $0) }),
            tokens[index].range.lowerBound - plain.figureRange.upperBound < 240,
            !countsBetween(plain.figureRange.upperBound, and: index)
        else { return false }
        let end = tokens[last].range.upperBound
        var binding = plain
        binding.subject = part
        binding.rule = "narrative.wholly"
        binding.confidence = part.isNarrower ? .likely : .init(percent: 93)
        let (_, span) = quote(from: plain.figureRange.lowerBound, figure: plain.figureRange)
        let (words, _) = quote(from: plain.figureRange.lowerBound, figure: plain.figureRange.lowerBound..<end)
        readings.append(
            NarrativeReading(
                observation: Observation(
                    measure: code, fiscalYear: plain.year, scenario: plain.scenario, value: plain.value, quote: words,
                    span: span, source: .narrative, rule: binding.rule, confidence: binding.confidence),
                isNarrower: part.isNarrower, unsureReason: nil))
        if code.rawValue == "three_public.reception" { sentence.isAboutReception = true }
        if plain.subject.measures == ["three_public.total"], !part.isNarrower { wholeOfPart = (plain.subject, part) }
        beginFrame(at: last + 1)
        return true
    }

    /// “三公经费34.21万元。公务接待26批次、228人次（均为国内公务接待）”: the visits were, not the money.
    private func countsBetween(_ start: Int, and index: Int) -> Bool {
        for token in tokens[..<index].reversed() {
            guard token.range.lowerBound >= start else { return false }
            guard case .figure(let figure) = token.kind else { continue }
            switch figure.counter {
            case .batch, .visit: return true
            default: continue
            }
        }
        return false
    }

    /// “…费无支出；列支的1.15万元全部是公务接待费”: not of the topic, which holds no such part.
    func isWhollyOther(after index: Int, than subjects: [NarrativeSubject]) -> Bool {
        switch role(index + 1) {
        case .wholly?, .each?: break
        default: return false
        }
        guard case .label(let codes, _)? = role(index + 2), let code = codes.first else { return false }
        return !subjects.contains { $0.isIgnored || $0.measures.contains { $0 == code || isPart(code, of: $0) } }
    }

    private func isPart(_ code: MeasureCode, of whole: MeasureCode) -> Bool {
        var current: MeasureCode? = code
        while let measure = current {
            if measure == whole { return code != whole }
            current = reference.measures[measure]?.parent
        }
        return false
    }

    /// “A、B分别为x、y”: as many figures as labels, stages or years.
    mutating func readRespectively(at index: Int) -> Int {
        var figures: [(NarrativeFigure, Int)] = []
        var next = index + 1
        scan: while next < tokens.count, figures.count < 16 {
            switch tokens[next].kind {
            case .figure(let figure):
                switch figure.counter {
                case .percent: break
                default: figures.append((figure, next))
                }
            case .comma, .enumerationComma: break
            case .open(let close):
                guard close > next else { break scan }
                next = close
            case .word(let term):
                switch vocabulary.roles[term] {
                case .filler, .compareWith: break
                // “分别支出1.03万元、0.87万元”
                case .generic where figures.isEmpty: break
                default: break scan
                }
            default: break scan
            }
            next += 1
        }
        guard figures.count >= 2 else {
            // “分别为货物58万元、工程286万元”
            switch role(next) {
            case .label?, .bareLabel?, .part?:
                if figures.isEmpty {
                    beginParts(at: next - 1)
                    return next
                }
            default: break
            }
            // “分别比上年增加4万元和1万元”: of which is left open.
            frame.isIgnored = true
            return index + 1
        }
        var subjects =
            frame.subjects.isEmpty ? pending : (frame.isAfterEnumeration ? frame.subjects : pending + frame.subjects)
        if subjects.count == 1, subjects[0].measures.count == figures.count {
            let pair = subjects[0]
            subjects = pair.measures.map { NarrativeSubject(measures: [$0], position: pair.position) }
        }
        // “总收入A，总支出B。上年同期分别为C和D”
        let told = readings.suffix(figures.count).map(\.observation)
        if subjects.isEmpty, frame.isClean, frame.year != nil, frame.scenarios.count < 2, told.count == figures.count,
            Set(told.map(\.measure)).count == told.count, told.allSatisfy({ $0.project == nil && isMoney($0.measure) })
        {
            subjects = told.map {
                NarrativeSubject(measures: [$0.measure], position: tokens[frame.start].range.lowerBound)
            }
        }
        bind(figures, to: subjects, at: index)
        let last = figures[figures.count - 1].1
        afterFigure(at: last)
        return last + 1
    }

    private mutating func bind(_ figures: [(NarrativeFigure, Int)], to subjects: [NarrativeSubject], at index: Int) {
        let count = figures.count
        guard frame.isClean || !frame.subjects.isEmpty, !frame.hasGapAfter, !frame.isRejected, !frame.isForeign,
            !frame.isIgnored
        else { return }
        let (scenarios, years) = (frame.scenarios, frame.years.isEmpty ? listedYears : frame.years)
        for (offset, (figure, _)) in figures.enumerated() {
            guard !figure.isApproximate, let value = value(of: figure) else { continue }
            let subject: NarrativeSubject
            var boundScenario = frame.scenario ?? scenario ?? section.scenario ?? report.defaultScenario
            var boundYear = frame.year ?? year ?? report.year
            if subjects.count == count {
                subject = subjects[offset]
            } else if subjects.count <= 1, scenarios.count == count, let only = subjects.first ?? topic {
                subject = only
                boundScenario = scenarios[offset]
            } else if subjects.count <= 1, let years = self.years(years, for: count), let only = subjects.first ?? topic
            {
                subject = only
                boundYear = years[offset]
            } else {
                return
            }
            guard !subject.isIgnored, subject.measures.allSatisfy({ isMoney($0) == value.isMoney }) else { continue }
            let binding = NarrativeBinding(
                subject: subject, year: boundYear, scenario: boundScenario, value: value, figureRange: figure.range,
                quoteStart: quoteStart(for: subject, figure: figure), rule: "narrative.respectively",
                confidence: .init(percent: 92))
            emit(binding)
            lastPlain = binding
        }
    }

    /// As many years as figures: as printed, or from the first to the last of “2021年至2023年”.
    private func years(_ printed: [Int], for count: Int) -> [Int]? {
        if printed.count == count { return printed }
        guard printed.count == 2, printed[1] - printed[0] + 1 == count else { return nil }
        return Array(printed[0]...printed[1])
    }

    private func value(of figure: NarrativeFigure) -> Value? {
        switch figure.counter {
        case .money(let unit): Amount(figure.number, in: unit).map { .money($0) }
        case .person, .each, .batch, .visit, .vehicle, .time: .number(figure.number)
        default: nil
        }
    }
}

extension Value {
    var isMoney: Bool { if case .money = self { true } else { false } }
}
