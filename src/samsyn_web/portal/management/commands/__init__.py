"""What the looks and texts of the web are built by."""
