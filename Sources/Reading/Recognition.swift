/// When pictures of text are recognised: `--ocr off|auto|only`.
public enum Recognition: String, Hashable, Sendable, CaseIterable {
    /// Never: a scan is quarantined, a scanned page inside a text is noted.
    case off
    /// Where a page has no text of its own.
    case auto
    /// Every page, even where it has text: for files whose fonts have no map to Unicode.
    case only
}
