"""The sender's receipt of a delivery: what was read, refused, still missing, and is new this year.

``suites`` writes the expectations that follow from the seeds, ``expectations`` judges a delivery by
all of them. ``units`` asks the warehouse's models what each unit lacks and what differs from its
last year. ``contents`` holds what a receipt says, ``text`` says it on the terminal, ``files`` keeps
it beside the landing folder, as text and as a page.
"""
