"""Official statistics in the web application."""
