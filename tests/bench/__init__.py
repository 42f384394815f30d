"""Figures as ratios in one run against a named reference: `make bench`. Nothing here is asserted in tests."""
