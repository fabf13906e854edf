"""The methods as plug-ins of the web; none knows another."""
