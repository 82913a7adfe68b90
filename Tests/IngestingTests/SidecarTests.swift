import Foundation
import Reading
import Testing

@testable import Ingesting

/// A document without its origin would be taken for another one's twin, so a sidecar is read or complained about.
@Suite struct SidecarTests {
    private func sidecar(_ json: String?) throws -> Sidecar? {
        let file = FileManager.default.temporaryDirectory.appending(path: "sidecar-\(UUID().uuidString).txt")
        let place = URL(filePath: file.path + ".json")
        if let json { try Data(json.utf8).write(to: place) }
        defer { if json != nil { #expect(throws: Never.self) { try FileManager.default.removeItem(at: place) } } }
        return try Sidecar.beside(Array(file.path.utf8))
    }

    @Test func saysWhereAFileCameFrom() throws {
        let read = try sidecar(
            #"{"url": "https://example.org/a.txt", "retrieved_on": "2024-08-30", "publisher": "某县财政局", "x": 1}"#)
        #expect(
            read?.origin
                == SourceOrigin(url: "https://example.org/a.txt", retrievedOn: "2024-08-30", publisher: "某县财政局"))
    }

    @Test func partsMayBeMissing() throws {
        #expect(try sidecar("{}")?.origin == SourceOrigin())
        #expect(try sidecar(nil) == nil)
        #expect(try sidecar(#"{"url": "", "retrieved_on": null, "publisher": ""}"#)?.origin == SourceOrigin())
    }

    @Test func aTimeBehindTheDayIsLeftAway() throws {
        #expect(try sidecar(#"{"retrieved_on": "2024-08-30T10:00:00Z"}"#)?.retrievedOn == "2024-08-30")
    }

    /// What the warehouse would refuse once ended the whole run.
    @Test(arguments: ["2024/8/30", "20240830", "2024-13-01", "2024-02-31", "2023-02-29", "2024-08-30x", "八月"])
    func whatIsNoDayIsAFaultThatNamesTheField(day: String) throws {
        let fault = try #require(throws: SidecarFault.self) { try sidecar("{\"retrieved_on\": \"\(day)\"}") }
        #expect(fault.detail.zh == "retrieved_on 是“\(day)”，应写成 2024-08-30")
    }

    @Test(arguments: ["", "[]", "{\"url\": 3}", "{"])
    func whatIsNoSuchObjectIsAFault(json: String) {
        #expect(throws: SidecarFault.self) { try sidecar(json) }
    }
}
