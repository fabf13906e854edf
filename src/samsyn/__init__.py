"""Samsyn's library: tables in, findings out. It knows neither Django, nor the network, nor a database."""
