/// The elements of a page that mean something to the reader; all others are alike.
enum HTMLTag: UInt8, CaseIterable {
    case other
    case a, address, article, aside, audio, blockquote, body, br, button, canvas, caption, center, col, colgroup, dd,
        del, details, div, dl, dt, embed, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, head,
        header,
        hr, html, iframe, input, legend, li, main, map, meta, nav, noscript, object, ol, p, pre, script, section,
        select, style, summary, svg, table, tbody, td, template, textarea, tfoot, th, thead, title, tr, ul, video

    /// The tags by their names, which the parser gives in small letters.
    static let named = Dictionary(uniqueKeysWithValues: allCases.dropFirst().map { (String(describing: $0), $0) })

    /// Whether a browser shows nothing of what it holds, or nothing that is text.
    var isHidden: Bool {
        switch self {
        case .script, .style, .noscript, .template, .iframe, .head, .object, .embed, .svg, .select, .textarea, .input,
            .button, .audio, .video, .canvas, .map, .del:
            true
        default: false
        }
    }

    /// Whether it stands on lines of its own.
    var isBlock: Bool {
        switch self {
        case .p, .div, .li, .ul, .ol, .dl, .dt, .dd, .h1, .h2, .h3, .h4, .h5, .h6, .section, .article, .main,
            .blockquote, .pre, .center, .form, .hr, .header, .footer, .nav, .aside, .fieldset, .address, .figure,
            .figcaption, .body, .html, .tr, .td, .th, .caption, .tbody, .thead, .tfoot, .details, .summary, .legend:
            true
        default: false
        }
    }

    /// 1…6 for a heading.
    var headingLevel: Int? {
        switch self {
        case .h1: 1
        case .h2: 2
        case .h3: 3
        case .h4: 4
        case .h5: 5
        case .h6: 6
        default: nil
        }
    }
}
