import FiscalModel
import Terminal

extension RenderingOptions {
    /// The title of a column with its unit: “决算数（万元）”.
    func title(of column: Answer.Column) -> String {
        let title = column.title[language]
        let unit: Wording? =
            switch column.kind {
            case .money:
                money == .wan ? Wording(zh: "万元", en: "10,000 yuan") : Wording(zh: "元", en: "yuan")
            case .yuan: Wording(zh: "元", en: "yuan")
            case .percent: Wording("%")
            case .text, .longText, .heading, .number: nil
            }
        guard let unit else { return title }
        return language == .chinese ? "\(title)（\(unit.zh)）" : "\(title) (\(unit.en))"
    }

    /// The key of a column in JSON, with the money unit: “actual_wan”.
    func key(of column: Answer.Column) -> String {
        switch column.kind {
        case .money: column.key + (money == .wan ? "_wan" : "_yuan")
        case .yuan: column.key + "_yuan"
        case .percent: column.key + "_percent"
        case .text, .longText, .heading, .number: column.key
        }
    }

    /// The words of a cell, the same in every format for the eye; `missing` stands for what was not published.
    func text(of cell: Answer.Cell, _ kind: Answer.Column.Kind, missing: String) -> String {
        switch cell {
        case .missing: missing
        case .undecided: Wording(zh: "未定", en: "undecided")[language]
        case .blank: ""
        case .text(let text): text
        case .wording(let wording), .term(_, let wording): wording[language]
        case .integer(let value): String(value)
        case .number(let number): number.description
        case .money(let amount): amount.digits(in: unit(kind))
        case .real(let value): value.description
        }
    }

    /// Appends the same as UTF-8: a wide answer has a quarter of a million cells, and most are figures.
    func write(_ cell: Answer.Cell, _ kind: Answer.Column.Kind, missing: String, to bytes: inout [UInt8]) {
        switch cell {
        case .integer(let value): Number(mantissa: value).write(to: &bytes)
        case .number(let number): number.write(to: &bytes)
        case .money(let amount): amount.number(in: unit(kind)).write(to: &bytes)
        case .missing: bytes.append(contentsOf: missing.utf8)
        case .blank: break
        case .undecided, .text, .wording, .term, .real:
            bytes.append(contentsOf: text(of: cell, kind, missing: missing).utf8)
        }
    }

    private func unit(_ kind: Answer.Column.Kind) -> Money { kind == .yuan ? .yuan : money }
}
