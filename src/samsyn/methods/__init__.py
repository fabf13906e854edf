"""The methods of the field: each turns a frozen table into findings."""
