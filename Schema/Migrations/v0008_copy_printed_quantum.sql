-- The worth of the last printed digit of the statement chosen, copied so that wide queries need not look up each statement.
ALTER TABLE fact_figure ADD COLUMN printed_quantum_fen INTEGER CHECK (printed_quantum_fen >= 1);
UPDATE fact_figure SET printed_quantum_fen = (
  SELECT o.printed_quantum_fen FROM published_observation o WHERE o.observation_id = fact_figure.observation_id)
WHERE value_fen IS NOT NULL;
