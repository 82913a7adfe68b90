import FiscalModel
import Testing

/// Protects every figure at its first step: digits as printed are a number exactly, or none.
@Suite struct NumberTests {
    @Test(arguments: [
        ("1,302,118.43", 130_211_843, 2), ("12,345", 12_345, 0), ("-3.00", -300, 2), (".5", 5, 1), ("0012", 12, 0),
        ("1.1038E+2", 11_038, 2), ("1.5E3", 1_500, 0), ("999999999999999999", 999_999_999_999_999_999, 0),
    ])
    func digitsAreKeptAsPrinted(text: String, mantissa: Int64, scale: Int) {
        #expect(Number(parsing: text).map { $0.isWorth(Number(mantissa: mantissa, scale: scale)) } == true)
    }

    /// “2,56万元” may be 2.56 or 256: a wrong guess is a hundred times too much.
    @Test(arguments: [
        "2,56", "1,2", "1,23,456", "12,3456.7", "1,302,11", "1,,302", "1,302,", ",302", "1234,567", "-,5",
    ])
    func misplacedCommasMakeNoNumber(text: String) {
        #expect(Number(parsing: text) == nil)
    }

    /// A text may hold any digits; none may end the program.
    @Test(arguments: [
        "99999999999999999999", "1E-9223372036854775808", "1E9223372036854775807", "1E99999999999999999999", "9E18",
        "0.00000000000000000001", "1E", "1E+", "E5", "-", "", "1.2.3", "1e5e5",
    ])
    func whatDoesNotFitIsNoNumber(text: String) {
        #expect(Number(parsing: text) == nil)
    }

    @Test func anAmountThatDoesNotFitIsNone() {
        #expect(Amount(parsing: "99999999999999999", in: .hundredMillionYuan) == nil)
        #expect(Amount(parsing: "12.50", in: .tenThousandYuan) == Amount(fen: 12_500_000, quantum: 10_000))
    }
}
