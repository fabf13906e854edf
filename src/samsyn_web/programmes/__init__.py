"""Will hold programmes over several municipalities: selection, activities, money, reports."""
