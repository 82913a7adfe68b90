import Foundation
import Reading
import Terminal

/// What `FILE.json` beside `FILE` says about where the file came from.
///
/// ```json
/// {"url": "https://www.example.gov.cn/a.pdf", "retrieved_on": "2024-08-30", "publisher": "某县财政局"}
/// ```
///
/// Fields that are missing, null or empty stay unknown, other fields are left alone.
struct Sidecar: Hashable {
    var url: String?
    /// ISO 8601 day; the file may give a time behind it.
    var retrievedOn: String?
    var publisher: String?

    /// The sidecar beside a file; nil when there is none.  One that is no such object is an error that names the field,
    /// because a document without its origin would be taken for another one's twin.
    static func beside(_ path: [UInt8]) throws(SidecarFault) -> Sidecar? {
        let place = path + Array(".json".utf8)
        let bytes: [UInt8]
        do { bytes = try content(of: place, limit: 1 << 20) } catch {
            switch error.reason {
            case .missing: return nil
            case .cannotRead(let reason): throw SidecarFault(detail: reason)
            case .tooLarge: throw SidecarFault(detail: Wording(zh: "大于 1 MB", en: "over 1 MB"))
            }
        }
        let object: [String: Any]
        do {
            guard let read = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
                throw noObject
            }
            object = read
        } catch {
            // NB: the parser's own words name no place that a clerk could look at.
            throw noObject
        }
        var sidecar = Sidecar()
        sidecar.url = try text("url", of: object)
        sidecar.publisher = try text("publisher", of: object)
        if let day = try text("retrieved_on", of: object) {
            guard isDay(day.prefix(10)),
                day.utf8.count == 10 || day.dropFirst(10).first.map({ "T ".contains($0) }) == true
            else {
                throw SidecarFault(
                    detail: Wording(
                        zh: "retrieved_on 是“\(day)”，应写成 2024-08-30",
                        en: "retrieved_on is “\(day)”, not a day like 2024-08-30"))
            }
            sidecar.retrievedOn = String(day.prefix(10))
        }
        return sidecar
    }

    private static let noObject = SidecarFault(
        detail: Wording(zh: "不是 JSON 对象（{…}）", en: "it is no JSON object ({…})"))

    private static func text(_ field: String, of object: [String: Any]) throws(SidecarFault) -> String? {
        guard let value = object[field], !(value is NSNull) else { return nil }
        guard let text = value as? String else {
            throw SidecarFault(detail: Wording(zh: "\(field) 不是文字", en: "\(field) is no text"))
        }
        return text.isEmpty ? nil : text
    }

    /// True for 2024-08-30.
    private static func isDay(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
        return day >= 1 && day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    var origin: SourceOrigin { SourceOrigin(url: url, retrievedOn: retrievedOn, publisher: publisher) }
}

/// A sidecar that cannot be read.
struct SidecarFault: Error, Hashable {
    var detail: Wording
}
