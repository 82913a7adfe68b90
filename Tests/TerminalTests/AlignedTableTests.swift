import Terminal
import Testing

/// Protects columns of mixed Chinese and ASCII from running out of line.
@Suite struct AlignedTableTests {
    @Test func chineseTakesTwoColumnsAndPointsStandUnderEachOther() {
        var table = AlignedTable(columns: [.init("单位"), .init("年度", .right), .init("支出", .decimal)])
        table.append(["甲县工商联", "2022", "0.29"])
        table.append(["Unit B", "2023", "10.5"])
        table.append(["乙", "2024", "—"])
        table.append(["丙", "2024", "-1,234"])
        #expect(
            table.text == """
                单位        年度       支出
                ----------  ----  ---------
                甲县工商联  2022       0.29
                Unit B      2023      10.5
                乙          2024          —
                丙          2024  -1,234

                """)
    }

    /// Percent signs follow the fraction and do not shift the point.
    @Test func percentAlignsAtThePoint() {
        var table = AlignedTable(columns: [.init("%", .decimal)])
        for cell in ["3.45%", "-12%", "+100.0%", ""] { table.append([cell]) }
        #expect(
            table.text == """
                       %
                --------
                   3.45%
                 -12%
                +100.0%


                """)
    }

    /// A long quote goes on below its own column, and a Chinese character is never cut in half.
    @Test func longCellsWrap() {
        var table = AlignedTable(columns: [.init("a"), .init("原文", maximumWidth: 5), .init("z")])
        table.append(["1", "三公经费x0.28", "end"])
        #expect(
            table.text == """
                a  原文   z
                -  -----  ---
                1  三公   end
                   经费
                   x0.28

                """)
    }

    /// A word or figure is not cut where it can stand whole in the next line; one longer than half a line is.
    @Test func wordsStayWhole() {
        var table = AlignedTable(columns: [.init("message", maximumWidth: 12)])
        table.append(["the amounts of 3,503,499 and 12.30"])
        table.append(["合计金额 3,503,499元"])
        table.append(["aaaaaaaaaaaaaaaa"])
        #expect(
            table.text == """
                message
                ------------
                the amounts
                of 3,503,499
                and 12.30
                合计金额
                3,503,499元
                aaaaaaaaaaaa
                aaaa

                """)
    }

    @Test func anEmptyTableIsItsHeader() {
        #expect(AlignedTable(columns: [.init("年度"), .init("b")]).text == "年度  b\n----  -\n")
    }
}
