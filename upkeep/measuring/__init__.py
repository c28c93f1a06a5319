"""What upkeep finds in the records as they stand; writes nothing."""
