"""What a change of the law changes: in its records, and in the answers to cases."""
