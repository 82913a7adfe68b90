extension String {
    /// With a blank for each control character, so that no words of a report and no name of a file can steer the
    /// terminal or break a row.
    public var printable: String {
        // C1 controls are C2 80 to C2 9F in UTF-8.
        guard utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 }) else { return self }
        var result = UnicodeScalarView()
        for scalar in unicodeScalars {
            result.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return String(result)
    }
}
