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
    var retrieved_on: String?
    var publisher: String?

    /// The sidecar beside a file; nil when there is none.  One that is no such object is an error with the parser's
    /// reason, because a document without its origin would be taken for another one's twin.
    static func beside(_ path: [UInt8]) throws(SidecarFault) -> Sidecar? {
        let place = path + Array(".json".utf8)
        let bytes: [UInt8]
        do { bytes = try content(of: place, limit: 1 << 20) } catch {
            guard access(place, R_OK) else { return nil }
            throw SidecarFault(detail: "\(error.reason)")
        }
        do { return try JSONDecoder().decode(Sidecar.self, from: Data(bytes)) } catch {
            throw SidecarFault(detail: String(describing: error))
        }
    }

    var origin: SourceOrigin { SourceOrigin(url: url, retrievedOn: retrieved_on, publisher: publisher) }
}

/// A sidecar that cannot be read.
struct SidecarFault: Error, Hashable {
    var detail: String
}

private func access(_ path: [UInt8], _ mode: Int32) -> Bool { path.withPath { Glibc.access($0, mode) } == 0 }
