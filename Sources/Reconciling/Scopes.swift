import FiscalModel

extension ReportFigures {
    /// True where two amounts of spending differ by money that is no appropriation: one is of all funds (with the
    /// carry-over, with other revenue), the other of appropriations only, and both are right.
    ///
    /// - Parameters:
    ///   - difference, tolerance: in fen.
    func isOfTwoScopes(
        _ measure: MeasureCode, _ fiscalYear: Int, apart difference: Int128, within tolerance: Int128
    ) -> Bool {
        guard ["expenditure.", "revenue."].contains(where: measure.rawValue.hasPrefix) else { return false }
        return sorted.contains { key, values in
            key.fiscalYear == fiscalYear && key.project == nil && key.measure != measure
                && (key.measure.rawValue.hasPrefix("revenue.") || key.measure == "expenditure.carryover")
                && !["revenue.total", "revenue.general_public_budget"].contains(key.measure)
                && values.contains {
                    $0.value.worth != 0 && abs(abs(difference) - abs($0.value.worth)) <= tolerance + $0.value.quantum
                }
        }
    }
}
