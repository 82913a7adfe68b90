#include "SeedData.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// One array a file, in the order of the table below.  A path that #embed cannot open stops the build.
static const unsigned char area_names[] = {
#embed "../../Seeds/area_names.csv"
};
static const unsigned char divisions[] = {
#embed "../../Seeds/divisions.csv"
};
static const unsigned char document_kind_terms[] = {
#embed "../../Seeds/document_kind_terms.csv"
};
static const unsigned char document_kinds[] = {
#embed "../../Seeds/document_kinds.csv"
};
static const unsigned char economic_codes[] = {
#embed "../../Seeds/economic_codes.csv"
};
static const unsigned char finding_words[] = {
#embed "../../Seeds/finding_words.csv"
};
static const unsigned char function_codes[] = {
#embed "../../Seeds/function_codes.csv"
};
static const unsigned char identities[] = {
#embed "../../Seeds/identities.csv"
};
static const unsigned char identity_terms[] = {
#embed "../../Seeds/identity_terms.csv"
};
static const unsigned char ignored_terms[] = {
#embed "../../Seeds/ignored_terms.csv"
};
static const unsigned char kinds_of_body[] = {
#embed "../../Seeds/kinds_of_body.csv"
};
static const unsigned char measure_terms[] = {
#embed "../../Seeds/measure_terms.csv"
};
static const unsigned char measures[] = {
#embed "../../Seeds/measures.csv"
};
static const unsigned char narrative_terms[] = {
#embed "../../Seeds/narrative_terms.csv"
};
static const unsigned char per_head_limits[] = {
#embed "../../Seeds/per_head_limits.csv"
};
static const unsigned char population[] = {
#embed "../../Seeds/population.csv"
};
static const unsigned char scenario_terms[] = {
#embed "../../Seeds/scenario_terms.csv"
};
static const unsigned char scenarios[] = {
#embed "../../Seeds/scenarios.csv"
};
static const unsigned char score_grades[] = {
#embed "../../Seeds/score_grades.csv"
};
static const unsigned char table_layouts[] = {
#embed "../../Seeds/table_layouts.csv"
};
static const unsigned char table_terms[] = {
#embed "../../Seeds/table_terms.csv"
};
static const unsigned char unit_names[] = {
#embed "../../Seeds/unit_names.csv"
};
static const unsigned char unsure_reasons[] = {
#embed "../../Seeds/unsure_reasons.csv"
};

#define SEED(name) {#name, name, sizeof name}

static const struct seed_file files[] = {
    SEED(area_names),
    SEED(divisions),
    SEED(document_kind_terms),
    SEED(document_kinds),
    SEED(economic_codes),
    SEED(finding_words),
    SEED(function_codes),
    SEED(identities),
    SEED(identity_terms),
    SEED(ignored_terms),
    SEED(kinds_of_body),
    SEED(measure_terms),
    SEED(measures),
    SEED(narrative_terms),
    SEED(per_head_limits),
    SEED(population),
    SEED(scenario_terms),
    SEED(scenarios),
    SEED(score_grades),
    SEED(table_layouts),
    SEED(table_terms),
    SEED(unit_names),
    SEED(unsure_reasons),
};

size_t seed_file_count(void) { return sizeof files / sizeof files[0]; }

const struct seed_file *seed_file_at(size_t index) { return &files[index]; }
