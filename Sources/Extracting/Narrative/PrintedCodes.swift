import FiscalModel
import ReferenceData

/// The classification codes that the tables of one report print beside names.
///
/// The lists are renumbered from year to year (“其他社会保障和就业支出” was 2089901 before it was 2089999) and leave out what
/// small bodies seldom use, while the sentences of a report name classes alone: what its own tables call them, they are.
final class PrintedCodes: Sendable {
    /// By classification and folded name.
    private let codes: Deferred<[Classification: [[UInt8]: Set<String>]]>

    /// - Parameter observations: those of the tables; a row's label begins their quote: “2089901 其他社会保障和就业支出 | …”.
    init(_ observations: [Observation]) {
        // NB: most reports name no class in a sentence and never ask.
        codes = Deferred {
            var codes: [Classification: [[UInt8]: Set<String>]] = [:]
            for observation in observations {
                guard let (classification, code) = Classification.code(of: observation.measure),
                    observation.quote.hasPrefix(code)
                else { continue }
                let label = observation.quote.utf8.prefix { $0 != UInt8(ascii: "|") }.dropFirst(code.utf8.count)
                let name = FoldedText(String(decoding: label, as: UTF8.self)).bytes
                codes[classification, default: [:]][name, default: []].insert(code)
            }
            return codes
        }
    }

    /// The one code of so many digits that is printed beside a name under a parent; nil where none is, or several are.
    func code(named name: [UInt8], in classification: Classification, digits: Int, under parent: String) -> String? {
        let found = codes.value[classification]?[name]?.filter { $0.utf8.count == digits && $0.hasPrefix(parent) }
        return found?.count == 1 ? found?.first : nil
    }
}
