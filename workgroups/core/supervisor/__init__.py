"""Runs the product: database, broker, web, worker and beat under one parent, with nothing left behind."""
