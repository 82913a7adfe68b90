import DocumentModel
import Testing

@testable import Reading

/// Protects text that shows pages as they look (`pdftotext -layout`): figures must stay in their columns, or nowhere.
@Suite struct LaidOutTextTests {
    /// Blank lines between rows end no table, blank cells stay blank, and a label broken by its cell is one label.
    @Test func rowsApartAndBrokenLabels() throws {
        let outline = try read(
            """
            前言
            \u{0C}                  支出决算表
                                              单位：万元
                 项目
                            本年支出合计   基本支出     项目支出
              科目编码  科目名称

              合计                 153.47   109.21    44.26

              201     一般公共服务        128.46    84.20    44.26
                      支出
              2011308 招商引资            2.00              2.00

              208     社会保障和就业       12.37    12.37
                      支出
            注：本表反映部门本年度各项支出情况。
            """
        ).outline
        #expect(
            outline == [
                "body: 前言", "body: 支出决算表", "body: 单位：万元", "table 6x5",
                "  0: 0+2=项目 | 2v2=本年支出合计 | 3v2=基本支出 | 4v2=项目支出",
                "  1: 0=科目编码 | 1=科目名称", "  2: 0=合计 | 2=153.47 | 3=109.21 | 4=44.26",
                "  3: 0=201 | 1=一般公共服务支出 | 2=128.46 | 3=84.20 | 4=44.26",
                "  4: 0=2011308 | 1=招商引资 | 2=2.00 | 4=2.00",
                "  5: 0=208 | 1=社会保障和就业支出 | 2=12.37 | 3=12.37",
                "body: 注：本表反映部门本年度各项支出情况。",
            ])
    }

    /// A title beside the words of its columns takes none that stand below another title, and figures set to the right may
    /// reach below a title of their group.
    @Test func titlesOfGroups() throws {
        let byCode = [
            "前言", "\u{0C}                       项目                             一般公共预算支出", "功能分类科目编码",
            "                         功能分类科目名称     合计               基本支出            项目支出", "类     款    项",
            "201             一般公共服务支出             21,601,733.00     12,291,733.00    9,310,000.00",
            "201   13        商贸事务                 21,601,733.00     12,291,733.00    9,310,000.00",
            "201   13   01   行政运行                 9,389,913.00       9,389,913.00",
        ]
        #expect(
            try read(byCode.joined(separator: "\n")).outline.suffix(3) == [
                "  2: 0=201 | 3=一般公共服务支出 | 4=21,601,733.00 | 5=12,291,733.00 | 6=9,310,000.00",
                "  3: 0=201 | 1=13 | 3=商贸事务 | 4=21,601,733.00 | 5=12,291,733.00 | 6=9,310,000.00",
                "  4: 0=201 | 1=13 | 2=01 | 3=行政运行 | 4=9,389,913.00 | 5=9,389,913.00",
            ])
        let twoSided = [
            "前言", "\u{0C}          财政拨款收入                                               财政拨款支出",
            "    项目               预算数                  项目           合计            一般公共预算           政府性基金预算   国有资本经营预算",
            "一、一般公共预算资金         371,514,655.00 一、一般公共服务支出         21,601,733.00    21,601,733.00",
            "二、政府性基金                             二、科学技术支出         17,200,000.00    17,200,000.00",
            "三、国有资本经营预算                          三、社会保障和就业支出       3,808,085.00     3,808,085.00",
            "                                    四、卫生健康支出            881,803.00       881,803.00",
            "   收入总计            371,514,655.00        支出总计       371,514,655.00   371,514,655.00",
        ]
        #expect(
            try read(twoSided.joined(separator: "\n")).outline.dropFirst(2).prefix(2) == [
                "  0: 0+2=财政拨款收入 | 2+5=财政拨款支出",
                "  1: 0=项目 | 1=预算数 | 2=项目 | 3=合计 | 4=一般公共预算 | 5=政府性基金预算 | 6=国有资本经营预算",
            ])
    }

    /// Figures that a narrow column broke are whole again, and only where the other amounts say how many decimals they have.
    @Test func brokenFigures() throws {
        let lines = [
            "前言", "\u{0C}项目         金额              项目           合计",
            "一、一般公共     21,649,911.2   一、一般公共               0.00",
            "预算财政拨款                0   服务支出", "二、政府性基             0.00   二、外交支出       16,968,820.5",
            "金预算                                               5",
            "三、国有资本             0.00   三、国防支出               0.00",
            "本年收入合计     21,649,911.20   本年支出合计       16,968,820.55",
        ]
        let outline = try read(lines.joined(separator: "\n")).outline
        #expect(outline.contains("  1: 0=一、一般公共预算财政拨款 | 1=21,649,911.20 | 2=一、一般公共服务支出 | 3=0.00"))
        #expect(outline.contains("  2: 0=二、政府性基金预算 | 1=0.00 | 2=二、外交支出 | 3=16,968,820.55"))
        #expect(BrokenFigure.joined("5,218,450.", "00", codes: false) == "5,218,450.00")
        #expect(BrokenFigure.joined("17,055,120", ".55", codes: false) == "17,055,120.55")
        #expect(BrokenFigure.joined("204040", "1", codes: true) == "2040401")
        for (head, tail) in [("12", "1.20"), ("1,234", "567.00"), ("12.30", "0"), ("20805", "05"), ("3", "4")] {
            #expect(BrokenFigure.joined(head, tail, codes: true) == nil)
        }
    }

    /// 2080 above 501 look like a broken code, and are amounts where words stand before them.
    @Test func wholeAmountsAreNoCode() throws {
        let text = "项目              决算数\n基本支出            2080\n项目支出             501\n支出合计            2581\n"
        #expect(
            try read(text).outline == [
                "table 4x2", "  0: 0=项目 | 1=决算数", "  1: 0=基本支出 | 1=2080", "  2: 0=项目支出 | 1=501", "  3: 0=支出合计 | 1=2581",
            ])
        #expect(BrokenFigure.joined("2080", "501", codes: false) == nil)
    }

    /// Centred words of a header stand left of figures set to the right, and a group's word in the middle of its columns.
    @Test func levelsOfAHeader() throws {
        let text = [
            "前言", "\u{0C}                       部门“三公”经费和机关运行经费预算表",
            "                                                                                2024年机关运行经",
            "                                                  公务用车购置及运行费",
            "                                                                                    费预算数",
            "   合计           因公出国(境)费       公务接待费",
            "                                          小计           购置费        运行费", "", "", "",
            "        47.91              0       1.35        46.56         25         21.56         443.18",
        ]
        #expect(
            try read(text.joined(separator: "\n")).outline.suffix(3) == [
                "  0: 0v2=合计 | 1v2=因公出国(境)费 | 2v2=公务接待费 | 3+3=公务用车购置及运行费 | 6=2024年机关运行经",
                "  1: 3=小计 | 4=购置费 | 5=运行费 | 6=费预算数",
                "  2: 0=47.91 | 1=0 | 2=1.35 | 3=46.56 | 4=25 | 5=21.56 | 6=443.18",
            ])
    }

    /// One blank parts an amount from the label behind it, and from the amount behind it.
    @Test func amountsThatTouchWords() throws {
        let text = [
            "前言", "\u{0C}            2025年部门财务收支预算总表",
            "      项目              预算数               项目                合计       一般公共预算",
            "一、财政拨款收入       371,514,655.00 一、一般公共服务支出        21,601,733.00  21,601,733.00",
            "二、事业收入                        二、科学技术支出          17,200,000.00  17,200,000.00",
            "三、其他收入                        三、教育支出           332,712,922.00 332,712,922.00",
            "   收入总计        371,514,655.00     支出总计         371,514,655.00 371,514,655.00",
        ]
        #expect(
            try read(text.joined(separator: "\n")).outline.suffix(5) == [
                "  0: 0=项目 | 1=预算数 | 2=项目 | 3=合计 | 4=一般公共预算",
                "  1: 0=一、财政拨款收入 | 1=371,514,655.00 | 2=一、一般公共服务支出 | 3=21,601,733.00 | 4=21,601,733.00",
                "  2: 0=二、事业收入 | 2=二、科学技术支出 | 3=17,200,000.00 | 4=17,200,000.00",
                "  3: 0=三、其他收入 | 2=三、教育支出 | 3=332,712,922.00 | 4=332,712,922.00",
                "  4: 0=收入总计 | 1=371,514,655.00 | 2=支出总计 | 3=371,514,655.00 | 4=371,514,655.00",
            ])
    }

    /// The total alone on the next page stands below the figures, not below the codes.
    @Test func totalOnTheNextPage() throws {
        let outline = try read(
            """
            支出预算总表
            类     款    项    科目名称       合计          基本支出       项目支出
            201   05        统计信息事务        257,700           0      257,700
            201   05   07   专项普查活动        257,700           0      257,700
            201   29        群众团体事务        426,000           0      426,000
            \u{0C}合计   156,211,123   156,000,000   211,123
            """
        ).outline
        #expect(outline.last == "  4: 3=合计 | 4=156,211,123 | 5=156,000,000 | 6=211,123")
    }

    /// Prose that is set with a blank line between its lines is one paragraph, over a page's end too.
    @Test func proseSetWide() throws {
        let outline = try read(
            """
              五、一般公共预算财政拨款支出决算情况说明

              一般公共预算财政拨款支出年初预算为 0 万元，全年预算为三百

            二十一点零二万元，支出决算为 307.82 万元，完成年初预算的比例

            \u{0C}较上年提高，决算数小于预算数的主要原因是人员经费支出数小于

            预算数。
            """
        ).outline
        #expect(
            outline == [
                "body: 五、一般公共预算财政拨款支出决算情况说明",
                "body: 一般公共预算财政拨款支出年初预算为 0 万元，全年预算为三百二十一点零二万元，支出决算为 307.82 万元，完成年初预算的比例较上年提高，决算数小于预算数的主要原因是人员经费支出数小于预算数。",
            ])
    }

    /// A figure that two columns may claim is read in neither.
    @Test func figureBetweenColumns() throws {
        let text =
            ["前言", "\u{0C}支出决算表", "科目编码     合计          基本支出      项目支出"]
            + (201...209).map { "\($0)      100.00        60.00       40.00" }
            + ["210          60.00000000000          40.00"]
        let outline = try read(text.joined(separator: "\n")).outline
        #expect(outline.contains("  9: 0=209 | 1=100.00 | 2=60.00 | 3=40.00"))
        #expect(outline.contains("  10: 0+4=210  60.00000000000  40.00"))
    }

    /// Two pieces of labels in one line, where a label goes on over lines.
    @Test func piecesInOneLine() throws {
        let text = """
            100.00      公务用车购置费      人员经费      -5.00      项目
                 款      办公费      25
                  99 公务用车购置及运行费 办公费 公务接待费 金额
                  收入  收入
              201  科目名称
            """
        #expect(try !read(text).blocks.isEmpty)
    }
}
