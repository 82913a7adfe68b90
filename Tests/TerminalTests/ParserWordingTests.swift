import Terminal
import Testing

/// Help pages and mistakes are in the language of the run, though the parser only knows English.
@Suite struct ParserWordingTests {
    @Test func headingsOfAHelpPage() {
        let page = """
            OVERVIEW: 装入报告

            USAGE: county-ingest <subcommand>

            OPTIONS:
              --db <db>   仓库 (default: w.sqlite)
              --lang <l>  语言 (values: zh, en; default: zh)

              See 'county-ingest help <subcommand>' for detailed help.
            """
        #expect(
            ParserWording.translated(help: page, in: .chinese) == """
                概述：装入报告

                用法：county-ingest <命令>

                选项：
                  --db <db>   仓库（默认：w.sqlite）
                  --lang <l>  语言（可选：zh, en；默认：zh）

                  各命令的详细说明：county-ingest help <命令>
                """)
        #expect(ParserWording.translated(help: page, in: .english) == page)
    }

    @Test(arguments: [
        ("Unknown option '--jsn'. Did you mean '--json'?", "没有选项“--jsn”。您要找的是不是“--json”？"),
        ("Missing expected argument '<paths> ...'", "缺少参数“<paths> ...”"),
        (
            "The value 'x' is invalid for '--rule <rule>'. Please provide one of the following:\n  - a\n  - b",
            "“x”不能用于“--rule <rule>”，可选：\n  - a\n  - b"
        ),
        ("Something else", "Something else"),
    ])
    func mistakes(english: String, chinese: String) {
        #expect(ParserWording.translated(error: english, in: .chinese) == chinese)
    }
}
