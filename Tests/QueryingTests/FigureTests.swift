import FiscalModel
import Testing

@testable import Querying

/// Protects that figures are told with the digits printed, computed exactly and rounded half away from zero.
@Suite struct FigureTests {
    @Test(arguments: [
        ("0.50", MoneyUnit.tenThousandYuan, "0.50", "5000"), ("4", .tenThousandYuan, "4", "40000"),
        ("2.5595", .tenThousandYuan, "2.5595", "25595"), ("2.5600", .tenThousandYuan, "2.5600", "25600"),
        ("25595.00", .yuan, "2.5595", "25595.00"), ("25600.00", .yuan, "2.56", "25600.00"),
        ("25600", .yuan, "2.5600", "25600"), ("0.01", .yuan, "0.000001", "0.01"), ("0.00", .yuan, "0.00", "0.00"),
        ("-1302118.43", .yuan, "-130.211843", "-1302118.43"), ("1.2", .hundredMillionYuan, "12000", "120000000"),
    ]) func digitsAsPrinted(_ printed: String, _ unit: MoneyUnit, _ wan: String, _ yuan: String) throws {
        let amount = try #require(Amount(parsing: printed, in: unit))
        #expect(amount.digits(in: .wan) == wan)
        #expect(amount.digits(in: .yuan) == yuan)
    }

    /// Sums that 64 bits cannot hold are nil, never wrapped around.
    @Test func arithmeticIsExact() {
        let a = Value.money(Amount(fen: 280_000, quantum: 10_000))
        let b = Value.money(Amount(fen: 290_000, quantum: 1))
        #expect(a.subtracting(b) == .money(Amount(fen: -10_000, quantum: 1)))
        #expect(a.percent(of: b)?.description == "96.55")
        #expect(Value.number(Number(mantissa: 1)).percent(of: .number(Number(mantissa: 0))) == nil)
        #expect(Value.money(Amount(fen: .max)).adding(.money(Amount(fen: 1))) == nil)
        #expect(a.adding(.number(Number(mantissa: 1))) == nil)
    }

    @Test(arguments: [(1, 8, "12.50"), (1, 3, "33.33"), (2, 3, "66.67"), (-1, 8000, "-0.01"), (1, 8000, "0.01")])
    func percentIsRoundedAwayFromZero(_ part: Int64, _ whole: Int64, _ percent: String) {
        let part = Value.number(Number(mantissa: part))
        #expect(part.percent(of: .number(Number(mantissa: whole)))?.description == percent)
    }

    @Test func amountsAHead() {
        let amount = Amount(fen: 280_000)
        #expect(amount.yuan(among: Number(mantissa: 9), digits: 2)?.description == "311.11")
        #expect(amount.yuan(among: Number(mantissa: 512_345), digits: 4)?.description == "0.0055")
        #expect(amount.yuan(among: Number(mantissa: 0), digits: 2) == nil)
    }

    @Test func years() throws {
        #expect(try YearRange("2021-2023") == YearRange(first: 2021, last: 2023))
        #expect(try YearRange("2023") == YearRange(first: 2023, last: 2023))
        #expect(try YearRange("2021至") == YearRange(first: 2021))
        #expect(try YearRange("-2022") == YearRange(last: 2022))
        for text in ["", "-", "23", "2023-2021", "2021-2022-2023", "二〇二三"] {
            #expect(throws: QueryFailure.malformedYears(text)) { try YearRange(text) }
        }
    }
}
