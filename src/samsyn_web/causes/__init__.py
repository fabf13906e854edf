"""Problems, what they rest on, why they are there, and which come first."""
