"""Start, watch and stop the product's processes."""
