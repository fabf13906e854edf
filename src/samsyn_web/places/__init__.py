"""Municipalities, versioned areas and their populations."""
