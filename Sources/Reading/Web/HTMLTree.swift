import CLibXML2
import Glibc

/// A web page's elements as libxml2 puts them in order; missing and misplaced tags are repaired as browsers do.
final class HTMLTree {
    private let document: htmlDocPtr
    /// Nodes below the root and the root itself; the number of each is in 1…count.
    private(set) var count = 0

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
        number()
    }

    deinit { xmlFreeDoc(document) }

    var root: HTMLNode? { xmlDocGetRootElement(document).map { HTMLNode($0) } }

    /// Notes with every node its number in document order, parents before children, and its tag.
    private func number() {
        guard let root else { return }
        // NB: libxml2 keeps one copy of a name for all elements that have it.
        var tags: [UnsafePointer<xmlChar>: HTMLTag] = [:]
        func note(_ node: HTMLNode) {
            count += 1
            var tag = HTMLTag.other
            if node.kind == .element, let name = node.pointer.pointee.name {
                if let known = tags[name] {
                    tag = known
                } else {
                    tag = HTMLTag.named[HTMLNode.string(name)] ?? .other
                    tags[name] = tag
                }
            }
            node.pointer.pointee._private = UnsafeMutableRawPointer(bitPattern: count << 8 | Int(tag.rawValue))
        }
        note(root)
        root.forEachBelow(note)
    }
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

    /// True for what its own style takes from the page.
    var isInvisible: Bool {
        let isStyledAway = withAttribute("style") { style in
            let bytes = UnsafeRawBufferPointer(style)
            guard bytes.findIgnoringCase("none", to: .max) || bytes.findIgnoringCase("hidden", to: .max) else {
                return false
            }
            let compact = style.filter { $0 > 0x20 }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
            return compact.contains("display:none") || compact.contains("visibility:hidden")
        }
        return isStyledAway ?? (attribute("hidden") != nil)
    }

    private var note: Int { Int(bitPattern: pointer.pointee._private) }
    /// The place in document order, from 1; 0 for the document that the root element stands in.
    var number: Int { note >> 8 }
    var tag: HTMLTag { HTMLTag(rawValue: UInt8(truncatingIfNeeded: note)) ?? .other }
    var firstChild: HTMLNode? { pointer.pointee.children.map { HTMLNode($0) } }
    var next: HTMLNode? { pointer.pointee.next.map { HTMLNode($0) } }
    var parent: HTMLNode? { pointer.pointee.parent.map { HTMLNode($0) } }

    /// Calls with the bytes of a text node.
    func withText(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        guard let content = pointer.pointee.content else { return }
        body(Self.bytes(content))
    }

    func attribute(_ wanted: StaticString) -> String? { withAttribute(wanted) { String(decoding: $0, as: UTF8.self) } }

    /// Calls with the bytes of an attribute that is there; an attribute that says nothing has none.
    func withAttribute<Result>(_ wanted: StaticString, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        var attribute = pointer.pointee.properties
        while let current = attribute {
            if let name = current.pointee.name, Self.equals(name, wanted) {
                // A value with entities is several nodes; the page's own text is enough for what we ask.
                guard let value = current.pointee.children?.pointee.content else {
                    return body(UnsafeBufferPointer(start: nil, count: 0))
                }
                return body(Self.bytes(value))
            }
            attribute = current.pointee.next
        }
        return nil
    }

    var children: HTMLChildren { HTMLChildren(upcoming: firstChild) }

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

    fileprivate static func string(_ pointer: UnsafePointer<xmlChar>) -> String {
        String(decoding: bytes(pointer), as: UTF8.self)
    }

    private static func bytes(_ pointer: UnsafePointer<xmlChar>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(
            start: pointer, count: Glibc.strlen(UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self)))
    }

    private static func equals(_ name: UnsafePointer<xmlChar>, _ wanted: StaticString) -> Bool {
        let count = wanted.utf8CodeUnitCount
        for index in 0..<count where name[index] != wanted.utf8Start[index] { return false }
        return name[count] == 0
    }
}

/// The nodes right below a node, in document order.
struct HTMLChildren: Sequence, IteratorProtocol {
    fileprivate var upcoming: HTMLNode?

    mutating func next() -> HTMLNode? {
        defer { upcoming = upcoming?.next }
        return upcoming
    }
}
