"""Reads CSV, XLSX, ODS, GeoJSON, GeoPackage and Parquet into tables and says what it guessed."""
