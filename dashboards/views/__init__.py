"""The pages: guard, query, shape, render."""
