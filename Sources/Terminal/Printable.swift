extension String {
    /// With a blank for each control character, so that no words of a report and no name of a file can steer the
    /// terminal or break a row.
    public var printable: String {
        // C1 controls are C2 80 to C2 9F in UTF-8.
        let mayHaveControl = utf8.withContiguousStorageIfAvailable { bytes in
            for byte in bytes where byte < 0x20 || byte == 0x7F || byte == 0xC2 { return true }
            return false
        }
        if mayHaveControl == false { return self }
        var result = UnicodeScalarView()
        for scalar in unicodeScalars {
            result.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return String(result)
    }
}
