"""Will hold the designs that answer whether an action helped: before and after, interrupted series, comparison."""
