/// The warehouse's SQL, embedded in the binary: migrations in order, views and checks.
///
/// To add one, put a file in the folder and a line in the list here.  A migration is never edited once released; a view
/// may be, because views are dropped and created again at every migrate.
public enum Schema {
    /// “CCST”, in the file's header: told apart from any other SQLite database by it.
    public static let applicationID: Int32 = 0x4343_5354

    /// One SQL file, by its base name.
    public struct Script: Hashable, Sendable {
        public let name: String
        public let sql: String

        init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            sql = String(decoding: bytes, as: UTF8.self)
        }
    }

    /// In order; the schema version is their number.
    public static var migrations: [Script] {
        [
            .init("v0001_create_dimensions", PackageResources.v0001_create_dimensions_sql),
            .init("v0002_create_documents", PackageResources.v0002_create_documents_sql),
            .init("v0003_create_observations", PackageResources.v0003_create_observations_sql),
            .init("v0004_create_facts", PackageResources.v0004_create_facts_sql),
            .init("v0005_create_corrections", PackageResources.v0005_create_corrections_sql),
            .init("v0006_lighten_checks", PackageResources.v0006_lighten_checks_sql),
            .init("v0007_keep_origins", PackageResources.v0007_keep_origins_sql),
            .init("v0008_copy_printed_quantum", PackageResources.v0008_copy_printed_quantum_sql),
            .init("v0009_judge_among_peers", PackageResources.v0009_judge_among_peers_sql),
            .init("v0010_word_findings_in_english", PackageResources.v0010_word_findings_in_english_sql),
            .init("v0011_word_quarantine_in_english", PackageResources.v0011_word_quarantine_in_english_sql),
        ]
    }

    /// In order of creation; a view's file bears the view's name.
    public static var views: [Script] {
        [
            .init("v_document", PackageResources.v_document_sql),
            .init("v_observation", PackageResources.v_observation_sql),
            .init("v_unsure", PackageResources.v_unsure_sql),
            .init("v_fact", PackageResources.v_fact_sql),
            .init("v_candidate", PackageResources.v_candidate_sql),
            .init("v_project", PackageResources.v_project_sql),
            .init("v_indicator", PackageResources.v_indicator_sql),
            .init("v_finding", PackageResources.v_finding_sql),
            .init("v_correction", PackageResources.v_correction_sql),
            .init("v_unit", PackageResources.v_unit_sql),
            .init("v_per_resident", PackageResources.v_per_resident_sql),
            .init("v_yearly_change", PackageResources.v_yearly_change_sql),
        ]
    }

    /// SELECTs that return no row in a sound warehouse.
    public static var checks: [Script] {
        [
            .init("every_fact_has_provenance", PackageResources.every_fact_has_provenance_sql),
            .init("every_project_fact_has_provenance", PackageResources.every_project_fact_has_provenance_sql),
            .init("every_statement_is_judged", PackageResources.every_statement_is_judged_sql),
            .init("measures_fit_their_categories", PackageResources.measures_fit_their_categories_sql),
            .init("money_is_money", PackageResources.money_is_money_sql),
            .init("old_readings_are_not_chosen", PackageResources.old_readings_are_not_chosen_sql),
            .init(
                "project_amounts_are_project_expenditure", PackageResources.project_amounts_are_project_expenditure_sql),
            .init(
                "supersession_ends_in_a_standing_document",
                PackageResources.supersession_ends_in_a_standing_document_sql),
            .init("tree_of_categories_has_one_scheme", PackageResources.tree_of_categories_has_one_scheme_sql),
        ]
    }

    /// The version of a warehouse that this program writes, `user_version` in the file's header.
    public static var version: Int { migrations.count }
}
