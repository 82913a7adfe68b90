import FiscalModel
import ReferenceData
import Testing

@testable import Extracting

/// Protects that a change of a 总计 is only read from the plain run of total, comparison, amount and rate.
@Suite struct TotalChangesTests {
    private func changes(_ text: String) -> [String] {
        TotalChanges.all(in: FoldedText(text).bytes).map { change in
            "\(change.measure?.rawValue ?? "-") \(change.total.worth) \(change.amount.worth) \(change.percent)"
        }
    }

    @Test(arguments: [
        (
            "2023年度收、支总计256.36万元。与上年相比，收、支总计各增加50.10万元，增长24.29%，主要是人员增加。",
            ["revenue.total 256360000 50100000 24.29"]
        ),
        (
            "2022年度收入总计789.49万元，支出总计789.49万元。与上年决算数相比，收入、支出各减少36.72万元，下降4.44%。",
            ["revenue.total 789490000 -36720000 -4.44"]
        ),
        (
            "２０２３年度收入总计、支出总计均为１９２．３７万元，与上年相比收、支总计各增加９．６７万元，增长５．２９％。",
            ["expenditure.total 192370000 9670000 5.29"]
        ),
        (
            "收入总计382.46万元，较上年增加41.20万元，增长12.07%；支出总计382.46万元，较2018年增加41.20万元，增长12.07%。",
            ["revenue.total 382460000 41200000 12.07", "expenditure.total 382460000 41200000 12.07"]
        ),
        // of appropriations: no figure of the unit's, but checked
        ("2021年度财政拨款收、支总计2,366.57万元。与2020年相比，财政拨款收、支总计各增加231.06万元，增长10.8%。", ["- 2366570000 231060000 10.8"]),
    ]) func read(text: String, expected: [String]) { #expect(changes(text) == expected) }

    @Test(arguments: [
        // two totals
        "收入总计789.49万元，支出总计780.00万元。与上年相比，各减少36.72万元，下降4.44%。",
        // another figure between
        "收入总计635.77万元，与上年598.44万元相比，增加37.33万元，增长6.24%。",
        "收、支总计256.36万元，其中项目支出20万元，较上年增加5.00万元，增长33.33%。",
        // the change of a part
        "收、支总计500.00万元，其中人员经费较上年增加30.00万元，增长15.00%。",
        "收入总计500.00万元，基本支出较上年增加60.00万元，增长25.00%。",
        "收入总计500.00万元，支出总计500.00万元。与上年相比，财政拨款收入增加50.00万元，增长20.00%。",
        "支出总计500.00万元，较上年人员经费增加60.00万元，增长25.00%。",
        "收、支总计500.00万元。与上年相比，财政拨款收、支总计各增加50.00万元，增长20.00%。",
        // against the budget, of another thing, in two directions, no rate
        "收、支总计256.36万元，较年初预算增加50.10万元，增长24.29%。",
        "收、支总计256.36万元，较上年增加50.10万元，下降24.29%。",
        "收、支总计256.36万元，较上年增加50.10万元。",
    ]) func passedOver(text: String) { #expect(changes(text) == []) }
}
