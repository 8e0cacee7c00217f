"""What a delivery may measure at most; beyond it a file is refused before it is read."""

MEGABYTE = 1024 * 1024

TEXT_BYTES = 2048 * MEGABYTE  # a CSV file
PARQUET_BYTES = 1024 * MEGABYTE
PARQUET_ROWS = 20_000_000
WORKBOOK_BYTES = 100 * MEGABYTE
WORKBOOK_UNPACKED_BYTES = 400 * MEGABYTE
WORKBOOK_PARTS = 10_000
TEXT_LINE_BYTES = 16 * MEGABYTE
COLUMNS = 5_000
FIELD_CHARACTERS = 131_072  # of a cell; a longer one in a CSV file is refused with its row
DECODED_BYTES = 4096 * MEGABYTE  # all values of a file as text
PARQUET_VALUES = 400_000_000
WORKBOOK_STRINGS_BYTES = 64 * MEGABYTE  # the part with the texts of all cells
WORKBOOK_PART_BYTES = 16 * MEGABYTE  # any other part that is no sheet
SHEET_ROWS, SHEET_COLUMNS = 1_048_576, 16_384  # Excel's own
