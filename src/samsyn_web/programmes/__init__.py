"""Programmes over several municipalities: activities, follow-up, quarterly reports, the final report."""
