/// Counts how often the code that reads reports has changed what it reads: raise it with every change of Reading,
/// Identifying, Extracting or Reconciling that alters a result.  Quarantined files are then tried again.
let rulesVersion = 62

/// What `v_document.rules_generation` shows: the rules and the seeds that read a document, and what else decided how it
/// was read; a file quarantined for want of a program is tried again once it is there.
func rulesGeneration(seeds fingerprint: String, reading circumstances: String) -> String {
    "rules \(rulesVersion), seeds \(fingerprint)" + (circumstances.isEmpty ? "" : ", \(circumstances)")
}
