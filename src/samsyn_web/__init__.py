"""The web application of Samsyn: Django, cut by the steps of the cycle."""
