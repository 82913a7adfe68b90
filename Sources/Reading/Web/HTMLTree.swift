import CLibXML2
import Glibc

/// A web page's elements as libxml2 puts them in order; missing and misplaced tags are repaired as browsers do.
final class HTMLTree {
    private let document: htmlDocPtr

    /// NB: libxml2 wants its tables made once before threads use it.
    private static let isReady: Bool = {
        xmlInitParser()
        return true
    }()

    /// Parses a page that is already UTF-8; what it declares about its encoding is passed over.
    init?(utf8 bytes: [UInt8]) {
        guard Self.isReady, bytes.count < Int(Int32.max) else { return nil }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue
        let parsed = bytes.withUnsafeBytes { raw in
            htmlReadMemory(
                raw.bindMemory(to: CChar.self).baseAddress, Int32(raw.count), nil, "UTF-8", Int32(bitPattern: options))
        }
        guard let parsed else { return nil }
        document = parsed
    }

    deinit { xmlFreeDoc(document) }

    var root: HTMLNode? { xmlDocGetRootElement(document).map { HTMLNode($0) } }
}

/// An element, a text or something else of a page; lives no longer than its tree.
struct HTMLNode {
    enum Kind { case element, text, other }

    let pointer: xmlNodePtr

    init(_ pointer: xmlNodePtr) { self.pointer = pointer }

    var kind: Kind {
        switch pointer.pointee.type {
        case XML_ELEMENT_NODE: .element
        case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: .text
        default: .other
        }
    }

    var name: String { pointer.pointee.name.map { Self.string($0) } ?? "" }
    var firstChild: HTMLNode? { pointer.pointee.children.map { HTMLNode($0) } }
    var next: HTMLNode? { pointer.pointee.next.map { HTMLNode($0) } }
    var parent: HTMLNode? { pointer.pointee.parent.map { HTMLNode($0) } }
    var identity: UnsafeRawPointer { UnsafeRawPointer(pointer) }

    /// Calls with the bytes of a text node.
    func withText(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        guard let content = pointer.pointee.content else { return }
        body(
            UnsafeBufferPointer(
                start: content, count: Glibc.strlen(UnsafeRawPointer(content).assumingMemoryBound(to: CChar.self))))
    }

    func attribute(_ wanted: StaticString) -> String? {
        var attribute = pointer.pointee.properties
        while let current = attribute {
            if let name = current.pointee.name, Self.equals(name, wanted) {
                guard let value = current.pointee.children else { return "" }
                // A value with entities is several nodes; the page's own text is enough for what we ask.
                return value.pointee.content.map { Self.string($0) } ?? ""
            }
            attribute = current.pointee.next
        }
        return nil
    }

    var children: some Sequence<HTMLNode> {
        sequence(first: firstChild) { $0?.next }.lazy.prefix { $0 != nil }.compactMap(\.self)
    }

    /// Every node below in document order, without recursion.
    func forEachBelow(_ visit: (HTMLNode) -> Void) {
        var current = firstChild
        while let node = current {
            visit(node)
            if let child = node.firstChild {
                current = child
                continue
            }
            var climb: HTMLNode? = node
            while let here = climb, here.pointer != pointer, here.next == nil { climb = here.parent }
            guard let here = climb, here.pointer != pointer else { return }
            current = here.next
        }
    }

    private static func string(_ pointer: UnsafePointer<xmlChar>) -> String {
        String(
            decoding: UnsafeBufferPointer(
                start: pointer, count: Glibc.strlen(UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))),
            as: UTF8.self)
    }

    private static func equals(_ name: UnsafePointer<xmlChar>, _ wanted: StaticString) -> Bool {
        let count = wanted.utf8CodeUnitCount
        for index in 0..<count where name[index] != wanted.utf8Start[index] { return false }
        return name[count] == 0
    }
}
