"""From files as people send them to the landing folder, with a receipt for the sender.

``delivery`` reads a file, ``store`` keeps the landing folder, ``review`` asks the warehouse's own
model which rows it refuses, ``receipt`` tells the sender, ``run`` does it all for some files.
"""
