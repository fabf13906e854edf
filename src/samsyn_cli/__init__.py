"""The command line: parses, calls the library or the web, prints."""
