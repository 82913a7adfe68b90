import FiscalModel

/// Posts and staff that a paragraph states and leaves open, seen only when all of it is read.
enum StaffDoubts {
    /// The same readings, those in doubt marked `two_readings`.
    static func noted(
        in readings: [NarrativeReading], of bytes: [UInt8], _ phrases: NarrativePhrases
    ) -> [NarrativeReading] {
        var readings = readings
        noteKinds(&readings)
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
