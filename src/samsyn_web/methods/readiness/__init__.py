"""Community Readiness in the web: interviews, two blind scorers, consensus, profile and change."""
