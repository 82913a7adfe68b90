/// Words that lists of projects are told by.
extension ListedProjects {
    enum Marks {
        static let isWord = Array("是".utf8)
        static let ands = ["和", "及", "以及", "与"].map { Array($0.utf8) }
        static let special = Array("专项".utf8)
        static let introductions = ["如下", "为", "是", "有", "包括", "项目", "明细", "情况"].map { Array($0.utf8) }
        static let aspects = ["以下", "如下", "下列", "方面"].map { Array($0.utf8) }
        static let regarding = Array("方面".utf8)
        static let towards = Array("对".utf8)
        static let evaluations = ["开展", "进行", "实施"].map { Array($0.utf8) }
        static let yearEnds = ["年度", "年", "度"].map { Array($0.utf8) }
        static let several = ["、", "等", "和"].map { Array($0.utf8) }
        static let ones = ["1", "一"].map { Array($0.utf8) }
        static let received = Array("到位".utf8)
        static let used = Array("使用".utf8)
        static let arranged = Array("安排".utf8)
        static let purposes = ["主要用于", "用于", "主要包括", "主要是", "主要支出"].map { Array($0.utf8) }
        static let counters = ["个", "项", "大类"].map { Array($0.utf8) }
        static let numerals = ["一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十"].map { Array($0.utf8) }
        static let numbers = [1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10]
        static let ofProjects = Array("个项目".utf8)
        static let ownWork = ["绩效", "自评", "评价", "预算", "资金", "列支", "经费", "安排项目"].map { Array($0.utf8) }
        static let othersWork = [
            "引进", "签约", "招商", "协议", "合同", "投资", "全县", "全市", "全区", "全镇", "全乡", "审计", "采购", "中标", "争取", "申报",
            "捐", "企业",
        ].map { Array($0.utf8) }
    }
}
