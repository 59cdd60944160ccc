"""Tags for pages that show meetings."""
