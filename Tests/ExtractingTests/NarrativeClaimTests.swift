import DocumentModel
import FiscalModel
import ReferenceData
import Testing

@testable import Extracting

/// What a sentence says of its figures is held against the right ones: a wrong claim accuses a right report.
struct NarrativeClaimTests {
    @Test(arguments: [
        (
            "2021年度机关运行经费支出31.6万元，比年初预算数33万元减少1.4万元，下降4.24%；比2020年度增加0.7万元，增长2.27%。",
            [
                "agency_operating_cost −1.4 of 2021 initial_budget",
                "agency_operating_cost −4.24% of 2021 initial_budget",
                "agency_operating_cost +0.7 of 2020 actual", "agency_operating_cost +2.27% of 2020 actual",
            ]
        ),
        (
            "年末结转和结余1.00万元。与上年支出160.12万元相比，增加8.78万元，增长5.48%。",
            []
        ),
        (
            "本年支出合计168.90万元。年末结转和结余1.00万元。与上年支出160.12万元相比，增加8.78万元，增长5.48%。",
            ["expenditure.total +8.78 of 2020 actual", "expenditure.total +5.48% of 2020 actual"]
        ),
        (
            "决算支出86.47万元，其中基本支出65.12万元，项目支出21.35万元。比2020年决算支出82.31万元增加4.16万元，增长5.05%。",
            ["expenditure.total +4.16 of 2020 actual", "expenditure.total +5.05% of 2020 actual"]
        ),
        (
            "财政拨款收入880万元（其中：一般公共预算808万元，政府性基金预算72万元），占收入合计99.66%。",
            []
        ),
        (
            "2021年收支预算总数均为435.04万元，比2020年的401.36万元增加33.68万元，增加的原因是安排普查经费65万元，减少的主要原因是压减办公费3万元。",
            ["revenue.total +33.68 of 2020 budget"]
        ),
        ("人员经费98万元，公用经费12万元，分别比上年增加4万元和1万元。", []),
        (
            "本年支出合计240.00万元，其中：基本支出156.00万元，占65%；项目支出84.00万元，占比35%。公务接待费0.6万元，占八成。",
            ["expenditure.basic 65% of expenditure.total", "expenditure.project 35% of expenditure.total"]
        ),
        ("公务接待费0.6万元，公务用车运行维护费1.8万元占“三公”经费的75%。", ["three_public.vehicle_operation 75% of three_public.total"]),
    ])
    func claimsAreOfTheirFigures(_ sentence: String, _ expected: [String]) throws {
        let extractor = try NarrativeCase.extractor.get()
        let identity = ReportIdentity(
            unit: BudgetUnit(name: "道县工商业联合会", divisionCode: "431124", kindOfBody: "federation"),
            fiscalYear: 2021, kind: .finalAccounts)
        let document = Document(format: .txt, blocks: [.paragraph(Paragraph(sentence))])
        let claims = extractor.extract(from: document, of: identity).claims
        #expect(claims.compactMap(Self.line) == expected)
    }

    private static func line(_ claim: Claim) -> String? {
        let measure = claim.measure?.rawValue ?? "–"
        switch claim.statement {
        case .change(let amount, let percent, let base):
            var words: [String] = []
            if case .money(let money) = amount { words.append(signed("\(Double(money.fen) / 1_000_000)")) }
            if let percent { words.append(signed(percent.description) + "%") }
            return "\(measure) \(words.joined(separator: " ")) of \(base.fiscalYear) \(base.scenario.rawValue)"
        case .share(let percent, let whole): return "\(measure) \(percent)% of \(whole)"
        default: return nil
        }
    }

    private static func signed(_ number: String) -> String {
        number.hasPrefix("-") ? "−" + number.dropFirst() : "+" + number
    }
}
