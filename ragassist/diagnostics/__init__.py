"""Diagnoses problems: doctor, the air-gap proof, the machine, and the versions for a bug report."""
