import DocumentModel
import Reading
import Terminal

/// What can be read on this machine: by the program itself, or by which external program of which version.
public enum FormatList {
    public static func text(in language: Language) -> String {
        text(formats: DocumentReader.formats, tools: ToolStatus.all(), in: language)
    }

    static func text(formats: [DocumentFormat], tools: [ToolStatus], in language: Language) -> String {
        func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }
        var table = AlignedTable(columns: [
            .init(say("格式", "format")), .init(say("读取方式", "read by")), .init(say("版本", "version")),
            .init(say("缺少时", "if missing")),
        ])
        let own = formats.map(\.rawValue).filter { format in !tools.contains { $0.formats.contains(format) } }
        table.append([own.joined(separator: " "), say("本程序", "this program"), "", ""])
        for tool in tools {
            table.append([
                tool.formats.joined(separator: " "), tool.name, tool.version ?? say("未安装", "not installed"),
                tool.version == nil ? tool.installHint : "",
            ])
        }
        return table.text
    }
}
