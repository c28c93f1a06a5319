"""Reading gemeenten, wijken, buurten, boundaries and key figures from the files that CBS and municipalities publish.

`reading` finds out what a file is; `areatable`, `boundaries`, `nested` and `tidy` make `Contents` of it (no database);
`storing` compares that with what is there and writes the difference, in one transaction.
"""
