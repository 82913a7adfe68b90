import ReferenceData

/// Words that are looked for in a stretch of text as they stand: rows of `Seeds/narrative_terms.csv` with the role
/// `phrase`, by their value.
final class NarrativePhrases: Sendable {
    /// “24个乡镇商会实现全覆盖”
    let everywhere: [[UInt8]]
    /// “下属县公证处”: another body, whose staff it is.
    let subordinate: [[UInt8]]
    /// “建筑等行业商会”, “沈阳设立异地商会”: the words before them name trades and places.
    let listEnd: [[UInt8]]
    /// “未发生支出” after a budget: nothing was spent of it.
    let unspent: [[UInt8]]
    /// “局本级在职19人”: the unit without the bodies below it.
    let ownLevel: [[UInt8]]
    /// “由企业承担”: not the unit's money.
    let bearing: [[UInt8]]
    /// “调整为行政编制3名”: the posts named before no longer hold.
    let postChange: [[UInt8]]
    /// “林场”, “中心”: a body's name ends so
    let bodyEnd: [[UInt8]]
    /// 结余, 剩余 before what is carried over
    let leftOver: [[UInt8]]
    /// “结转下年” behind it
    let carriedOn: [[UInt8]]
    /// “支出进度”: the execution rate, or one of a month
    let progress: [[UInt8]]
    /// “按月打卡发放” before what was spent of a project
    let paid: [[UInt8]]
    /// “…绩效评价办法”: a document's title, whose year is its own.
    let document: [[UInt8]]
    /// “根据…批复，”, “在县委的领导下，”: how a clause begins or ends that tells of nobody's money.
    let circumstanceStart: [[UInt8]]
    let circumstanceEnd: [[UInt8]]

    init(terms: [NarrativeTerm]) {
        func words(_ value: String) -> [[UInt8]] {
            terms.filter { $0.role == "phrase" && $0.value == value }.map { FoldedText($0.term).bytes }
        }
        everywhere = words("everywhere")
        subordinate = words("subordinate")
        listEnd = words("list_end")
        unspent = words("unspent")
        ownLevel = words("own_level")
        bearing = words("bearing")
        postChange = words("post_change")
        bodyEnd = words("body_end")
        leftOver = words("left_over")
        carriedOn = words("carried_on")
        progress = words("progress")
        paid = words("paid")
        document = words("document")
        circumstanceStart = words("circumstance_start")
        circumstanceEnd = words("circumstance_end")
    }
}
