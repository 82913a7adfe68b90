/// Counts how often the code that reads reports has changed what it reads: raise it with every change of Reading,
/// Identifying, Extracting or Reconciling that alters a result.  Quarantined files are then tried again.
let rulesVersion = 1

/// What `v_document.rules_generation` shows: the rules and the seeds that read a document.
func rulesGeneration(seeds fingerprint: String) -> String { "rules \(rulesVersion), seeds \(fingerprint)" }
