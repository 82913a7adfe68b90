CREATE TABLE dim_division (
  -- One row per administrative division code (GB/T 2260), under its latest name.
  division_code TEXT NOT NULL PRIMARY KEY CHECK (length(division_code) = 6 AND division_code NOT GLOB '*[^0-9]*'),
  name TEXT NOT NULL CHECK (name <> ''),
  level TEXT NOT NULL CHECK (level IN ('province', 'city', 'county')),
  province_name TEXT NOT NULL,
  city_name TEXT, -- NULL for a province and for a county that a province runs itself
  county_name TEXT CHECK ((county_name IS NOT NULL) = (level = 'county')),
  valid_from INTEGER, -- year
  valid_until INTEGER, -- year, exclusive; NULL while it stands
  CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_from <= valid_until)
) STRICT, WITHOUT ROWID;

CREATE TABLE division_name (
  -- One row per division code and name that it bore, with the years.
  division_code TEXT NOT NULL REFERENCES dim_division,
  name TEXT NOT NULL CHECK (name <> ''),
  valid_from INTEGER NOT NULL, -- year; 0 where it is not on record
  valid_until INTEGER,
  PRIMARY KEY (division_code, valid_from, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE division_successor (
  -- One row per division and a division that all or a part of it became.
  division_code TEXT NOT NULL REFERENCES dim_division,
  successor_code TEXT NOT NULL REFERENCES dim_division,
  partial_year INTEGER NOT NULL DEFAULT 0, -- year of a partial change; 0 where the whole passed over
  PRIMARY KEY (division_code, successor_code, partial_year),
  CHECK (division_code <> successor_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE dim_population (
  -- One row per division and census year.
  division_code TEXT NOT NULL REFERENCES dim_division,
  census_year INTEGER NOT NULL CHECK (census_year BETWEEN 1949 AND 2100),
  resident_population INTEGER NOT NULL CHECK (resident_population >= 0),
  PRIMARY KEY (division_code, census_year)
) STRICT, WITHOUT ROWID;

CREATE TABLE dim_year (
  -- One row per fiscal year that a document or a figure speaks of.
  fiscal_year INTEGER NOT NULL PRIMARY KEY CHECK (fiscal_year BETWEEN 1949 AND 2100),
  label_zh TEXT NOT NULL GENERATED ALWAYS AS (fiscal_year || '年') VIRTUAL
) STRICT;

CREATE TABLE dim_scenario (
  -- One row per stage of the fiscal year that a figure can speak of.
  scenario_id INTEGER NOT NULL PRIMARY KEY, -- also the order in which tables show them
  code TEXT NOT NULL UNIQUE CHECK (code IN ('initial_budget', 'adjusted_budget', 'budget', 'actual')),
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL
) STRICT;

CREATE TABLE dim_expense_category (
  -- One row per node of a tree of expense categories: nature, function, economic class, three public, procurement.
  expense_category_id INTEGER NOT NULL PRIMARY KEY,
  scheme TEXT NOT NULL CHECK (scheme IN ('nature', 'function', 'economic', 'three_public', 'procurement')),
  code TEXT NOT NULL, -- official code for function and economic class, else the measure's
  label_zh TEXT NOT NULL,
  label_en TEXT,
  parent_id INTEGER REFERENCES dim_expense_category,
  UNIQUE (scheme, code),
  CHECK (scheme NOT IN ('function', 'economic') OR code NOT GLOB '*[^0-9]*'),
  CHECK (parent_id <> expense_category_id)
) STRICT;

CREATE TABLE dim_measure (
  -- One row per measure code of the public contract, and per function or economic code met.
  measure_id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (code <> ''),
  label_zh TEXT NOT NULL,
  label_en TEXT,
  unit TEXT NOT NULL CHECK (unit IN ('yuan', 'person', 'count', 'percent', 'score')),
  scheme TEXT NOT NULL, -- revenue, nature, function, economic, three_public, procurement, balance, statistic
  parent_id INTEGER REFERENCES dim_measure,
  expense_category_id INTEGER REFERENCES dim_expense_category,
  definition TEXT NOT NULL DEFAULT '',
  is_seed INTEGER NOT NULL CHECK (is_seed IN (0, 1)), -- 0: met in a report as printed, in no seed
  CHECK (parent_id <> measure_id)
) STRICT;

CREATE TABLE dim_kind_of_body (
  -- One row per kind of body that reports.
  kind_of_body TEXT NOT NULL PRIMARY KEY CHECK (kind_of_body <> ''),
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dim_document_kind (
  -- One row per kind of report.
  kind TEXT NOT NULL PRIMARY KEY
    CHECK (kind IN ('performance_self_evaluation', 'final_accounts', 'budget', 'three_public_disclosure', 'other')),
  label_zh TEXT NOT NULL,
  label_en TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dim_unit (
  -- One row per body whose money or staff the reports are about.
  unit_id INTEGER NOT NULL PRIMARY KEY,
  division_code TEXT NOT NULL REFERENCES dim_division,
  unit_key TEXT NOT NULL CHECK (unit_key <> ''), -- its name without the names of the places it lies in
  name TEXT NOT NULL CHECK (name <> ''), -- full name as published last
  kind_of_body TEXT NOT NULL REFERENCES dim_kind_of_body,
  successor_unit_id INTEGER REFERENCES dim_unit, -- the same body after its county became a city or a district
  UNIQUE (division_code, unit_key),
  CHECK (successor_unit_id <> unit_id)
) STRICT;

CREATE TABLE unit_alias (
  -- One row per unit and printed form of its name, with the report years that print it.
  unit_id INTEGER NOT NULL REFERENCES dim_unit,
  name TEXT NOT NULL CHECK (name <> ''),
  is_full_name INTEGER NOT NULL CHECK (is_full_name IN (0, 1)), -- 1: a report's own full name of the unit
  first_year INTEGER NOT NULL REFERENCES dim_year,
  last_year INTEGER NOT NULL REFERENCES dim_year,
  PRIMARY KEY (unit_id, name),
  CHECK (first_year <= last_year)
) STRICT, WITHOUT ROWID;

CREATE TABLE dim_project (
  -- One row per unit and project name as printed.
  project_id INTEGER NOT NULL PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES dim_unit,
  name TEXT NOT NULL CHECK (name <> ''),
  UNIQUE (unit_id, name)
) STRICT;

CREATE TABLE dim_indicator (
  -- One row per statistic among the measures, and per three-level performance indicator as printed.
  indicator_id INTEGER NOT NULL PRIMARY KEY,
  measure_id INTEGER UNIQUE REFERENCES dim_measure, -- the statistic; NULL for a performance indicator
  level1 TEXT NOT NULL,
  level2 TEXT NOT NULL,
  level3 TEXT NOT NULL CHECK (level3 <> ''),
  UNIQUE (level1, level2, level3)
) STRICT;

CREATE TABLE reference_state (
  -- One row: the seeds that the dimensions hold.
  reference_state_id INTEGER NOT NULL PRIMARY KEY CHECK (reference_state_id = 1),
  seeds_fingerprint TEXT NOT NULL
) STRICT;
