"""The only callers of outside libraries: spreadsheets."""
