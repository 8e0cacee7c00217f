"""The open files of a publication: the same figures in the formats that others read."""
