"""Questions, scales, categories and checklists as versioned YAML, each with its source_status."""
