"""From files as people send them to the landing folder, with a receipt for the sender.

``files`` finds what was sent. ``delivery`` reads a file: ``kinds`` tells its kind by its content,
``csv_table``, ``xlsx_table`` or ``parquet_table`` reads it, ``find_header`` and ``headers``
understand its columns, ``forms`` turns the long and the wide form into landing rows. ``spool``
brings these into a database, where ``review`` asks the warehouse's own model which of them it
refuses. ``store`` keeps the landing folder, under ``lock``. The package ``receipt`` tells
the sender.
``run`` does it all for some files, ``withdraw`` takes a delivery back.
"""
