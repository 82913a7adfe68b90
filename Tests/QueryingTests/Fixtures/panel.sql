-- Four federations of an invented province over three years: 甲县 publishes every year, 乙县 misses 2022 and disagrees with
-- itself in 2023, 丙市 became 丙区 in 2023, and a second 丁县 lies in another city.
INSERT INTO dim_division (division_code, name, level, province_name, city_name, county_name, valid_from, valid_until)
VALUES
  ('990000', '江海省', 'province', '江海省', NULL, NULL, 1949, NULL),
  ('990100', '东州市', 'city', '江海省', '东州市', NULL, 1949, NULL),
  ('990101', '甲水县', 'county', '江海省', '东州市', '甲水县', 1949, NULL),
  ('990102', '乙山县', 'county', '江海省', '东州市', '乙山县', 1949, NULL),
  ('990103', '丙河县', 'county', '江海省', '东州市', '丙河县', 1949, 2023),
  ('990104', '丙河区', 'county', '江海省', '东州市', '丙河区', 2023, NULL),
  ('990105', '城关区', 'county', '江海省', '东州市', '城关区', 1949, NULL),
  ('990200', '西州市', 'city', '江海省', '西州市', NULL, 1949, NULL),
  ('990201', '城关区', 'county', '江海省', '西州市', '城关区', 1949, NULL),
  ('990202', '戊原县', 'county', '江海省', '西州市', '戊原县', 1949, NULL);
INSERT INTO division_successor (division_code, successor_code) VALUES ('990103', '990104');
INSERT INTO dim_population VALUES
  ('990101', 2010, 480000), ('990101', 2020, 512345), ('990102', 2020, 300000), ('990105', 2020, 0);
INSERT INTO dim_year (fiscal_year) VALUES (2021), (2022), (2023);
INSERT INTO dim_scenario VALUES
  (1, 'initial_budget', '年初预算', 'initial budget'), (2, 'adjusted_budget', '调整预算', 'adjusted budget'),
  (3, 'budget', '预算数', 'budget'), (4, 'actual', '决算数', 'actual');
INSERT INTO dim_measure (measure_id, code, label_zh, label_en, unit, scheme, parent_id, is_seed) VALUES
  (1, 'expenditure.total', '支出合计', 'Total expenditure', 'yuan', 'nature', NULL, 1),
  (2, 'expenditure.basic', '基本支出', 'Basic expenditure', 'yuan', 'nature', 1, 1),
  (3, 'expenditure.project', '项目支出', 'Project expenditure', 'yuan', 'nature', 1, 1),
  (4, 'three_public.total', '“三公”经费', 'Three public expenses', 'yuan', 'three_public', NULL, 1),
  (5, 'three_public.overseas', '因公出国（境）费', 'Official overseas travel', 'yuan', 'three_public', 4, 1),
  (6, 'three_public.vehicle', '公务用车购置及运行维护费', 'Official vehicles', 'yuan', 'three_public', 4, 1),
  (7, 'three_public.vehicle_operation', '公务用车运行维护费', 'Official vehicle operation', 'yuan', 'three_public', 6, 1),
  (8, 'three_public.reception', '公务接待费', 'Official reception', 'yuan', 'three_public', 4, 1),
  (9, 'staff.in_post', '在职人数', 'Staff in post', 'person', 'statistic', NULL, 1),
  (10, 'members.total', '会员总数', 'Members', 'count', 'statistic', NULL, 1),
  (11, 'members.enterprise', '会员企业数', 'Enterprise members', 'count', 'statistic', 10, 1),
  (12, 'members.individual', '个人会员数', 'Individual members', 'count', 'statistic', 10, 1),
  (13, 'members.group', '团体会员数', 'Group members', 'count', 'statistic', 10, 1),
  (14, 'chambers.township', '乡镇商会数', 'Township chambers', 'count', 'statistic', NULL, 1),
  (15, 'chambers.industry', '行业商（协）会数', 'Industry chambers', 'count', 'statistic', NULL, 1),
  (16, 'chambers.remote', '异地商会数', 'Chambers away from home', 'count', 'statistic', NULL, 1),
  (17, 'chambers.affiliated', '直属商（协）会数', 'Directly affiliated chambers', 'count', 'statistic', NULL, 1),
  (18, 'committee.executive', '执常委人数', 'Executive and standing committee members', 'person', 'statistic', NULL, 1),
  (19, 'budget_execution_rate', '预算执行率', 'Budget execution rate', 'percent', 'statistic', NULL, 1),
  (20, 'expenditure.function.20128', '民主党派及工商联事务', NULL, 'yuan', 'function', NULL, 1),
  (21, 'expenditure.economic.30217', '公务接待费', NULL, 'yuan', 'economic', 1, 1);
INSERT INTO dim_kind_of_body VALUES ('federation', '工商业联合会', 'Federation of industry and commerce');
INSERT INTO dim_document_kind VALUES
  ('final_accounts', '部门决算', 'final accounts'), ('budget', '部门预算', 'budget');
INSERT INTO dim_unit (unit_id, division_code, unit_key, name, kind_of_body, successor_unit_id) VALUES
  (1, '990101', '工商业联合会', '甲水县工商业联合会', 'federation', NULL),
  (2, '990102', '工商业联合会', '乙山县工商业联合会', 'federation', NULL),
  (3, '990104', '工商业联合会', '东州市丙河区工商业联合会', 'federation', NULL),
  (4, '990103', '工商业联合会', '丙河县工商业联合会', 'federation', 3),
  (5, '990105', '工商业联合会', '城关区工商业联合会', 'federation', NULL),
  (6, '990201', '工商业联合会', '城关区工商业联合会', 'federation', NULL);
INSERT INTO unit_alias VALUES (1, '甲水县工商联', 0, 2021, 2023);

INSERT INTO rules_generation VALUES (1, 'rules');
INSERT INTO ingest_run (run_id, started_at, command, generation_id) VALUES (1, '2024-01-01T00:00:00Z', 'load', 1);
INSERT INTO dim_document (
  document_id, sha256, size_bytes, folder, file_name, format, kind, unit_id, fiscal_year, status, generation_id,
  run_id, ingested_at)
SELECT d.column1, printf('%064x', d.column1), 1000, '/reports', d.column2, 'text', 'final_accounts', d.column3, d.column4,
  'loaded', 1, 1, '2024-01-01T00:00:00Z'
FROM (VALUES
  (1, '甲水县2021决算.txt', 1, 2021), (2, '甲水县2022决算.txt', 1, 2022), (3, '甲水县2023决算.txt', 1, 2023),
  (4, '乙山县2021决算.txt', 2, 2021), (5, '乙山县2023决算.txt', 2, 2023), (6, '丙河县2022决算.txt', 4, 2022),
  (7, '丙河区2023决算.txt', 3, 2023), (8, '城关区2023决算.txt', 5, 2023), (9, '西州城关区2023决算.txt', 6, 2023)) d;

-- One row per statement: document, year, measure, scenario, fen, quantum, mantissa, scale, accepted, reason, quote.
CREATE TEMP TABLE stated (document, year, measure, scenario, fen, quantum, mantissa, scale, accepted, reason, quote);
INSERT INTO stated VALUES
  (1, 2021, 4, 4, 350000, 10000, NULL, NULL, 1, 'only_statement', '“三公”经费支出0.35万元'),
  (2, 2022, 4, 4, 290000, 10000, NULL, NULL, 1, 'own_year', '“三公”经费支出0.29万元'),
  (3, 2022, 4, 4, 300000, 100000, NULL, NULL, 0, 'other_year', '较上年0.3万元有所减少'),
  (3, 2023, 4, 4, 280000, 10000, NULL, NULL, 1, 'all_agree', '实际支出0.28万元'),
  (3, 2023, 4, 3, 2560000, 10000, NULL, NULL, 1, 'only_statement', '“三公”经费预算2.56万元'),
  (3, 2023, 5, 4, 0, 10000, NULL, NULL, 1, 'only_statement', '因公出国（境）费0.00万元'),
  (3, 2023, 8, 4, 280000, 10000, NULL, NULL, 1, 'only_statement', '公务接待费0.28万元'),
  (2, 2022, 8, 4, 290000, 10000, NULL, NULL, 1, 'only_statement', '公务接待费0.29万元'),
  (4, 2021, 4, 4, 1255950, 1, NULL, NULL, 1, 'only_statement', '“三公”经费12559.50元'),
  (5, 2023, 4, 4, 1000000, 1000000, NULL, NULL, 0, 'tie', '“三公”经费1万元'),
  (5, 2023, 4, 4, 1200000, 100000, NULL, NULL, 0, 'tie', '“三公”经费支出合计1.2万元'),
  (5, 2023, 4, 1, 1500000, 10000, NULL, NULL, 1, 'only_statement', '年初预算1.50万元'),
  (5, 2023, 4, 2, 1100000, 10000, NULL, NULL, 1, 'only_statement', '调整预算1.10万元'),
  (6, 2022, 4, 4, 900000, 10000, NULL, NULL, 1, 'only_statement', '“三公”经费0.90万元'),
  (7, 2023, 4, 4, 600000, 10000, NULL, NULL, 1, 'only_statement', '“三公”经费0.60万元'),
  (8, 2023, 4, 4, 0, 10000, NULL, NULL, 1, 'only_statement', '“三公”经费0.00万元'),
  (9, 2023, 4, 4, 600000, 10000, NULL, NULL, 1, 'only_statement', '“三公”经费0.60万元'),
  (3, 2023, 1, 1, 130000000, 10000, NULL, NULL, 1, 'only_statement', '年初预算130.00万元'),
  (3, 2023, 1, 4, 144350000, 10000, NULL, NULL, 1, 'only_statement', '支出合计144.35万元'),
  (3, 2023, 2, 4, 120000000, 10000, NULL, NULL, 1, 'only_statement', '基本支出120.00万元'),
  (3, 2023, 3, 4, 24350000, 10000, NULL, NULL, 1, 'only_statement', '项目支出24.35万元'),
  (3, 2023, 21, 4, 280000, 10000, NULL, NULL, 1, 'only_statement', '30217 公务接待费 0.28'),
  (3, 2023, 19, 4, NULL, NULL, 11104, 2, 1, 'only_statement', '完成预算的111.04%'),
  (1, 2021, 9, 4, NULL, NULL, 8, 0, 1, 'only_statement', '在职8人'),
  (2, 2022, 9, 4, NULL, NULL, 9, 0, 1, 'only_statement', '在职9人'),
  (3, 2023, 9, 4, NULL, NULL, 9, 0, 1, 'only_statement', '在职9人'),
  (8, 2023, 9, 4, NULL, NULL, 0, 0, 1, 'only_statement', '在职0人'),
  (2, 2022, 10, 4, NULL, NULL, 800, 0, 1, 'only_statement', '会员800个'),
  (3, 2023, 10, 4, NULL, NULL, 1000, 0, 1, 'only_statement', '会员1000个'),
  (3, 2023, 11, 4, NULL, NULL, 640, 0, 1, 'only_statement', '企业会员640家'),
  (3, 2023, 14, 4, NULL, NULL, 12, 0, 1, 'only_statement', '乡镇商会12家');
INSERT INTO published_observation (
  observation_id, document_id, generation_id, ordinal, fiscal_year, measure_id, scenario_id, value_fen,
  printed_quantum_fen, number_mantissa, number_scale, quote, locator, block, byte_start, byte_end, source, rule,
  confidence_percent, balance, accepted, choice_reason)
SELECT rowid, document, 1, rowid, year, measure, scenario, fen, quantum, mantissa, scale, quote, '第' || rowid || '段', rowid,
  0, 1, 'narrative', 'narrative.sentence', 95, 0, accepted, reason
FROM stated;
INSERT INTO fact_figure
SELECT d.unit_id, o.fiscal_year, o.measure_id, o.scenario_id, o.observation_id, o.value_fen, o.number_mantissa,
  o.number_scale, 1, 0, NULL, o.printed_quantum_fen
FROM published_observation o JOIN dim_document d USING (document_id) WHERE o.accepted = 1;
INSERT INTO fact_figure SELECT 2, 2023, 4, 4, NULL, NULL, NULL, NULL, 2, 1, NULL, NULL;

INSERT INTO unsure_reading (
  document_id, generation_id, ordinal, reason, fiscal_year, measure_id, scenario_id, value_fen, printed_quantum_fen,
  quote, locator, block, byte_start, byte_end, source, rule, confidence_percent)
VALUES (3, 1, 0, 'two_readings', 2023, 4, 4, 2280000, 10000, '减少了2.28万元', '第24段', 24, 0, 1, 'narrative',
  'narrative.sentence', 60);

INSERT INTO finding (
  document_id, generation_id, is_between_reports, ordinal, rule, measure_id, fiscal_year, severity, message, quote,
  message_en)
VALUES
  (5, 1, 0, 0, 'value_conflict', 4, 2023, 'error', '“三公”经费1万元与1.2万元不一致', '“三公”经费1万元 … 合计1.2万元',
    '1 wan yuan and 1.2 wan yuan'),
  (3, 1, 0, 0, 'sum_mismatch', 8, 2023, 'info', '尾数四舍五入，差0.01万元', '公务接待费0.28万元', 'off by 0.01 wan yuan'),
  (3, 1, 0, 1, 'over_budget', 1, 2023, 'warning', '支出144.35万元超出年初预算130.00万元', '支出合计144.35万元',
    'spending of 144.35 wan yuan exceeds the budget of 130.00 wan yuan'),
  -- found by a program that wrote no English
  (1, 1, 0, 0, 'year_suspect', NULL, 2021, 'warning', '文中写作2019年', '2019年度', NULL);

INSERT INTO dim_project (project_id, unit_id, name) VALUES (1, 1, '会员服务'), (2, 1, '商会培训');
INSERT INTO fact_project VALUES (1, 2023, 1, NULL, NULL, 2, 1, NULL);
INSERT INTO published_observation (
  observation_id, document_id, generation_id, ordinal, fiscal_year, measure_id, scenario_id, project_id, value_fen,
  printed_quantum_fen, quote, locator, block, byte_start, byte_end, source, rule, confidence_percent, balance,
  accepted, choice_reason)
VALUES
  (101, 3, 1, 101, 2023, 3, 2, 1, 20000000, 100000, '会员服务20.0', '表2第3行', 40, 0, 1, 'table', 'table.project', 95, 0, 1, 'only_statement'),
  (102, 3, 1, 102, 2023, 3, 4, 1, 18350000, 10000, '会员服务18.35', '表2第3行', 40, 0, 1, 'table', 'table.project', 95, 0, 1, 'only_statement');
INSERT INTO fact_project VALUES (1, 2023, 2, 101, 20000000, 1, 0, NULL), (1, 2023, 4, 102, 18350000, 1, 0, NULL);
INSERT INTO published_project_score VALUES
  (3, 1, 0, 1, 985, 1, '得分98.5', '表2第9行'), (3, 1, 1, 2, 100, 0, '得分100', '表3第9行');
INSERT INTO dim_indicator VALUES
  (1, NULL, '产出指标', '数量指标', '走访会员次数'), (2, NULL, '满意度指标', '服务对象满意度', '会员满意度');
INSERT INTO fact_indicator VALUES
  (3, 1, 0, 1, NULL, '≥12次', '15次', 10, 0, 10, 0, '', '走访会员次数 ≥12次 15次', '表4第2行'),
  (3, 1, 1, 2, 1, '≥95%', '93%', 10, 0, 95, 1, '个别会员未反馈', '会员满意度 ≥95% 93%', '表4第3行');
