"""Will hold problems, causes and their evidence."""
