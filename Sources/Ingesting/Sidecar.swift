import Foundation
import Reading

/// What `FILE.json` beside `FILE` says about where the file came from.
///
/// ```json
/// {"url": "https://www.example.gov.cn/a.pdf", "retrieved_on": "2024-08-30", "publisher": "某县财政局"}
/// ```
///
/// Fields that are missing stay unknown, other fields are left alone.
struct Sidecar: Decodable, Hashable {
    var url: String?
    var retrievedOn: String?
    var publisher: String?

    private enum CodingKeys: String, CodingKey {
        case url
        case retrievedOn = "retrieved_on"
        case publisher
    }

    /// The sidecar beside a file; nil when there is none.  One that is no such object is an error with the parser's
    /// reason, because a document without its origin would be taken for another one's twin.
    static func beside(_ path: [UInt8]) throws(SidecarFault) -> Sidecar? {
        let place = path + Array(".json".utf8)
        let bytes: [UInt8]
        do { bytes = try content(of: place, limit: 1 << 20) } catch {
            switch error.reason {
            case .missing: return nil
            case .cannotRead(let reason): throw SidecarFault(detail: reason)
            case .tooLarge: throw SidecarFault(detail: "over 1 MB")
            }
        }
        do { return try JSONDecoder().decode(Sidecar.self, from: Data(bytes)) } catch {
            throw SidecarFault(detail: String(describing: error))
        }
    }

    var origin: SourceOrigin { SourceOrigin(url: url, retrievedOn: retrievedOn, publisher: publisher) }
}

/// A sidecar that cannot be read.
struct SidecarFault: Error, Hashable {
    var detail: String
}
