import FiscalModel
import ReferenceData

/// Posts and staff that a paragraph states and leaves open, seen only when all of it is read.
enum StaffDoubts {
    /// The same readings, those in doubt marked `two_readings`.
    static func noted(
        in readings: [NarrativeReading], of bytes: [UInt8], _ phrases: NarrativePhrases
    ) -> [NarrativeReading] {
        guard !readings.isEmpty else { return [] }
        var readings = readings
        noteOnlyPosts(&readings)
        noteKinds(&readings)
        notePostsOfOneKind(&readings)
        if phrases.postChange.contains(where: { bytes.contains($0[...]) }) { noteChangedPosts(&readings) }
        return readings
    }

    /// “行政编制6人，实际7人；事业编制6人，实际6人”: neither is the staff.
    private static func noteKinds(_ readings: inout [NarrativeReading]) {
        guard Set(readings.compactMap(\.inPostsOf)).count > 1 else { return }
        for index in readings.indices where readings[index].inPostsOf != nil {
            readings[index].unsureReason = "two_readings"
        }
    }

    /// “中央政法专项编制26名，实有24人”: all the posts of a body that has no other kind.
    private static func noteOnlyPosts(_ readings: inout [NarrativeReading]) {
        let posts = readings.indices.filter { readings[$0].observation.measure.rawValue.hasPrefix("staff.authorized") }
        guard posts.count == 1, readings[posts[0]].observation.measure == "staff.authorized.administrative",
            FoldedText(readings[posts[0]].observation.quote).bytes.contains(judicial[...])
        else { return }
        readings[posts[0]].observation.measure = "staff.authorized"
    }

    private static let judicial = Array("政法".utf8)

    /// “参公编制11名、事业编制35名”, “全额事业编制3名、差额事业编制2名”: none is all of its kind but the one plainly named.
    private static func notePostsOfOneKind(_ readings: inout [NarrativeReading]) {
        let posts = readings.indices.filter {
            readings[$0].unsureReason == nil && kinds.contains(readings[$0].observation.measure)
        }
        let ofOneKind = Dictionary(grouping: posts) { FigureKey(readings[$0].observation) }
        for told in ofOneKind.values {
            guard let first = told.first,
                told.contains(where: { !readings[$0].observation.value.isWorth(readings[first].observation.value) })
            else { continue }
            let plain = told.filter { index in
                let words = FoldedText(readings[index].observation.quote).bytes
                return !qualifiers.contains { words.contains($0[...]) }
            }
            for index in told where plain.count != 1 || index != plain[0] {
                readings[index].unsureReason = "two_readings"
            }
        }
    }

    private static let kinds: [MeasureCode] = [
        "staff.authorized.administrative", "staff.authorized.institution", "staff.authorized.worker",
    ]
    /// Before posts that are some of their kind.
    private static let qualifiers = ["参公", "参照", "全额", "差额", "自收", "全供"].map { Array($0.utf8) }

    /// “…核定事业编制6名。…调整为行政编制3名，事业编制1名”: which of them hold is not said of the earlier.
    private static func noteChangedPosts(_ readings: inout [NarrativeReading]) {
        var later: [MeasureCode: (value: Value, isMixed: Bool)] = [:]
        for index in readings.indices.reversed() {
            let (measure, value) = (readings[index].observation.measure, readings[index].observation.value)
            guard measure.rawValue.hasPrefix("staff.authorized") else { continue }
            guard let known = later[measure] else {
                later[measure] = (value, false)
                continue
            }
            let isMixed = known.isMixed || !known.value.isWorth(value)
            if isMixed { readings[index].unsureReason = "two_readings" }
            later[measure] = (known.value, isMixed)
        }
    }
}
