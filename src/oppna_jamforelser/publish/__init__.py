"""What a publication consists of: the workbook, the open files, the manifest."""
