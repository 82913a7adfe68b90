print("county-query")
