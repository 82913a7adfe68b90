import DocumentModel
import Testing

@testable import Reading

/// Protects reports that stand in one line because a viewer gave away their ends of lines.
@Suite struct RunTogetherTests {
    private let filling = String(repeating: "本单位认真落实各项工作部署，按时完成了年度任务。", count: 50)

    @Test func chaptersAndTheirHeadingsAreParagraphs() throws {
        let text =
            "某县司法局 2022 年度部门决算公开说明 第一部分:概况 一、部门主要职责 负责全县司法行政 工作。\(filling)"
            + "二、收入支出决算总体情况 2022 年度总收入 486.92 万元,比 2021 年度 531.40 万元 减少 44.48 万元。三、人员情况 编制 28 人。"
        let lines = try #require(RunTogether.unrolled(Array(text.utf8))).split(separator: 0x0A)
            .map { String(decoding: $0, as: UTF8.self).trimming }
        #expect(
            lines == [
                "某县司法局 2022 年度部门决算公开说明", "第一部分:概况", "一、部门主要职责", "负责全县司法行政 工作。\(filling)",
                "二、收入支出决算总体情况", "2022 年度总收入 486.92 万元,比 2021 年度 531.40 万元 减少 44.48 万元。", "三、人员情况",
                "编制 28 人。",
            ])
    }

    /// No label is read with a number that happens to stand behind it in what was a table.
    @Test func cellsOfATableStandInLinesOfTheirOwn() throws {
        let text =
            "\(filling)收入支出决算总表 编制单位：某县司法局 单位：万元 项目 决算数 一、财政拨款收入 120.00 二、事业收入 3.00 "
            + "四、其他收入 208 本年收入合计 123.00 培训费 5.00 会议费 0.30 说明：本表反映收支，数据取自决算。\(filling)"
        let lines = try #require(RunTogether.unrolled(Array(text.utf8))).split(separator: 0x0A)
            .map { String(decoding: $0, as: UTF8.self).trimming }
        #expect(lines.contains("四、其他收入"))
        #expect(lines.contains("208"))
        #expect(lines.contains("培训费"))
        #expect(lines.last == "说明：本表反映收支，数据取自决算。\(filling)")
    }

    /// A cell that holds a long text with chapters of its own stays in its row.
    @Test func rowsOfATableAreLeftAlone() throws {
        let cell = "一、\(filling) 二、\(filling) 三、\(filling) 四、\(filling)"
        for (bar, end) in [("\t", ""), ("|", "|")] {
            let rows = ["项目\(bar)决算数\(bar)说明", "基本支出\(bar)20.00\(bar)\(cell)", "支出合计\(bar)25.00\(bar)无"]
            let text = rows.map { end + $0 + end }.joined(separator: "\n")
            #expect(RunTogether.unrolled(Array(text.utf8)) == nil)
        }
    }

    /// A long paragraph with numbered sentences in it stays one.
    @Test func paragraphsAreLeftAlone() {
        #expect(RunTogether.unrolled(Array("一、\(filling)二、\(filling)".utf8)) == nil)
        #expect(RunTogether.unrolled(Array("短短一行 1 2 3 4 5 6 7 8".utf8)) == nil)
    }
}

extension String {
    fileprivate var trimming: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
