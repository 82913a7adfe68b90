/// What the office converter makes of a format we do not read ourselves.
enum OfficeTarget: String, Hashable, Sendable {
    case docx, xlsx

    /// The converter's name for it.
    var filter: String {
        switch self {
        case .docx: "docx:MS Word 2007 XML"
        case .xlsx: "xlsx:Calc MS Excel 2007 XML"
        }
    }
}
