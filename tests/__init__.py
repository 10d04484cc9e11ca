"""Everything that tests, measures and checks Muhlat."""
