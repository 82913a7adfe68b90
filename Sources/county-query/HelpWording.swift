import Terminal

/// The language of this run.  Help is made before the parser reads `--lang`, so it is looked up beforehand.
let language = Language.requested(by: CommandLine.arguments.dropFirst())

/// One of two texts, in the language of this run.
func say(_ zh: String, _ en: String) -> String { Wording(zh: zh, en: en)[language] }
