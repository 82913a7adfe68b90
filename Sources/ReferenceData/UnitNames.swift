/// What cannot be derived about the names of bodies: short forms, and areas without a code of their own.
public struct UnitNames: Sendable {
    /// An ending of names and the full one it stands for: 工商联, 工商业联合会.
    public struct ShortForm: Hashable, Sendable {
        public var short: String
        public var full: String
    }

    /// An area that runs offices but has no code (苏州工业园区), with the division it lies in.
    public struct Area: Hashable, Sendable {
        public var name: String
        public var divisionCode: String
    }

    /// Longest first, so that the most telling one decides.
    public let shortForms: [ShortForm]
    public let areas: [Area]

    /// The name with a short ending written out: 渝水区工商联 is 渝水区工商业联合会.
    ///
    /// ```swift
    /// names.fullName(of: "道县残联")   // "道县残疾人联合会"
    /// names.fullName(of: "道县财政局") // "道县财政局"
    /// ```
    public func fullName(of name: String) -> String {
        for form in shortForms where name.ends(withBytesOf: form.short) && !name.ends(withBytesOf: form.full) {
            return name.dropLast(form.short.count) + form.full
        }
        return name
    }
}

extension UnitNames {
    static func load(from reader: inout SeedReader, divisions: DivisionRegistry) -> UnitNames {
        let file = "unit_names"
        var forms: [ShortForm] = []
        var lines: [String: Int] = [:]
        for row in reader.rows(of: file, columns: ["short_form", "full_form"], notEmpty: ["short_form", "full_form"]) {
            if let line = lines.updateValue(row.line, forKey: row["short_form"]) {
                reader.report(
                    .contradiction(term: row["short_form"], line: line, file: file + ".csv"), in: file, line: row.line)
            }
            forms.append(ShortForm(short: row["short_form"], full: row["full_form"]))
        }
        let areaFile = "area_names"
        var areas: [Area] = []
        for row in reader.rows(
            of: areaFile, columns: ["name", "division_code", "note"], notEmpty: ["name", "division_code"])
        {
            if !divisions.contains(row["division_code"]) {
                reader.report(
                    .unknownReference(column: "division_code", value: row["division_code"], file: "divisions.csv"),
                    in: areaFile, line: row.line)
            }
            areas.append(Area(name: row["name"], divisionCode: row["division_code"]))
        }
        return UnitNames(
            shortForms: forms.sorted { ($1.short.utf8.count, $0.short) < ($0.short.utf8.count, $1.short) },
            areas: areas)
    }
}

extension String {
    /// As `hasSuffix` for words that are written in one way only, in a fraction of its time: names are asked for every
    /// ending that a name can have.
    func ends(withBytesOf ending: String) -> Bool {
        var (text, ending) = (self, ending)
        return text.withUTF8 { text in
            ending.withUTF8 { ending in
                // From the end, where most differ.
                text.count >= ending.count
                    && (1...max(1, ending.count)).allSatisfy {
                        $0 > ending.count || text[text.count - $0] == ending[ending.count - $0]
                    }
            }
        }
    }
}
