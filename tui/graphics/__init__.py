"""Pictures in the protocols of terminals that show pixels."""
