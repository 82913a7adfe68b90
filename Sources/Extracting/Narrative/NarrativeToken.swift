import FiscalModel

/// A piece of a folded paragraph: a known word, a figure, a punctuation mark, or text that nobody explains.
struct NarrativeToken {
    enum Kind {
        /// Index into the vocabulary's roles.
        case word(Int)
        case figure(NarrativeFigure)
        /// A calendar year as printed (“2022年”, a date).
        case year(Int)
        /// A classification code (201, 2012801, 30201).
        case code
        /// “（类）”, “（款）”, “（项）”: 3, 5, 7 digits deep.
        case level(Int)
        /// “（一）”, “1.”, “①” at the beginning of a sentence.
        case item
        case comma, enumerationComma, semicolon, stop, colon, dash
        /// With the index of its partner, or -1.
        case open(Int)
        case close(Int)
        /// Unexplained text.
        case gap
    }

    var kind: Kind
    var range: Range<Int>

    var figure: NarrativeFigure? {
        if case .figure(let figure) = kind { figure } else { nil }
    }

    /// The words before it may be a heading.
    var endsTitle: Bool {
        switch kind {
        case .stop, .colon, .semicolon, .open: true
        default: false
        }
    }
}

/// A printed number with what it counts.
struct NarrativeFigure {
    enum Counter {
        case money(MoneyUnit)
        /// 人, 名, 位
        case person
        /// 人次
        case visit
        /// 批次, 批
        case batch
        /// 个, 家, 户
        case each
        /// 辆, 台
        case vehicle
        /// 次
        case time
        case percent
        /// 分
        case point
        /// No unit at all.
        case none
        /// Anything else (篇, 场, 亩).
        case other
    }

    var number: Number
    var counter: Counter
    /// Bytes of the digits and the unit.
    var range: Range<Int>
    /// “近”, “余”, “以上”, “每…”, a range of numbers: no exact statement.
    var isApproximate: Bool
    /// “31万元以内”: approximate for that, and exact where it is a budget that was kept to.
    var isCeiling = false

    /// An amount, nought, or a number with decimals and no unit, which may be one.
    var mayBeMoney: Bool {
        switch counter {
        case .money: true
        case .none: number.mantissa == 0 || number.scale > 0
        default: false
        }
    }
}
