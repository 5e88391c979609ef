"""What a broker does: one function an act, each checked, changed and journalled in one transaction."""
