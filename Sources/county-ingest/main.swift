print("county-ingest")
