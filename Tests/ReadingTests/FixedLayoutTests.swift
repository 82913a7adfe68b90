import DocumentModel
import Testing

@testable import Reading

/// Protects OFD: words and ruled tables from coordinates in millimetres.
@Suite struct FixedLayoutTests {
    static func package(_ objects: String) -> [UInt8] {
        ZipArchive([
            (
                "OFD.xml",
                "<ofd:OFD><ofd:DocBody><ofd:DocInfo><ofd:Title>决算公开</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
            ),
            (
                "Doc_0/Document.xml",
                "<ofd:Document><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/></ofd:Pages></ofd:Document>"
            ),
            (
                "Doc_0/Pages/Page_0/Content.xml",
                "<ofd:Page><ofd:Content><ofd:Layer>\(objects)</ofd:Layer></ofd:Content></ofd:Page>"
            ),
        ]).bytes
    }

    static func text(_ text: String, _ x: Double, _ y: Double, advances: String) -> String {
        "<ofd:TextObject Boundary=\"\(x) \(y) 100 6\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\" DeltaX=\"\(advances)\">\(text)</ofd:TextCode></ofd:TextObject>"
    }

    static func line(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
        "<ofd:PathObject Boundary=\"\(x) \(y) \(width) \(height)\"><ofd:AbbreviatedData>M 0 0 L \(width) \(height)</ofd:AbbreviatedData></ofd:PathObject>"
    }

    static let sample: [UInt8] = {
        var objects = text("部门决算情况说明", 20, 20, advances: "g 7 4")
        for row in 0...2 { objects += line(20, 40 + Double(row) * 10, 80, 0) }
        for column in 0...2 { objects += line(20 + Double(column) * 40, 40, 0, 20) }
        objects += text("科目", 22, 43, advances: "4") + text("决算数", 62, 43, advances: "4 4")
        objects += text("合计", 22, 53, advances: "4") + text("98.60", 62, 53, advances: "g 4 2")
        return package(objects)
    }()

    @Test func placesBecomeParagraphsAndTables() throws {
        let document = try read(Self.sample, "决算.ofd")
        #expect(document.format == .ofd)
        #expect(
            document.outline.map { $0.replacing("heading: ", with: "body: ").replacing("title: ", with: "body: ") } == [
                "body: 部门决算情况说明", "table 2x2", "  0: 0=科目 | 1=决算数", "  1: 0=合计 | 1=98.60",
            ])
        #expect(document.metadata.title == "决算公开")
        #expect(document.metadata.pageCount == 1)
    }

    /// Figures once fell apart into “1. 2 0”, which is no figure.
    @Test func digitsWithTheRoomOfACharacterStayTogether() throws {
        let line = Self.text("支出合计1.20万元，没有超过预算。", 20, 20, advances: "g 18 4")
        let document = try read(Self.package(line), "决算.ofd")
        #expect(document.blocks.map(\.paragraph?.text) == ["支出合计1.20万元，没有超过预算。"])
    }

    @Test func pagesOfPicturesAreRefused() {
        #expect(refusal(Self.package("<ofd:ImageObject ResourceID=\"9\"/>"), "图.ofd")?.reason == .pictureOnly)
    }

    /// Places far off any paper: the words stay, and the program goes on.
    @Test(arguments: ["g 7 nan", "g 7 inf", "g 7 1e300", "g 7 -1e300"])
    func placesBeyondAllPaper(advances: String) throws {
        let lines = (0..<6).map {
            Self.text("部门决算情况说明", 20, 20 + Double($0) * 8, advances: "g 7 4")
                .replacing("DeltaX", with: "DeltaY=\"\(advances)\" DeltaX")
        }
        let document = try read(Self.package(lines.joined()), "决算.ofd")
        #expect(document.blocks.contains { $0.paragraph?.text.contains("部") == true })
    }
}
