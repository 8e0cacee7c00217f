"""What is interactive: the page that compares, and the search that every page has.

Plain scripts without modules, so that they run from a folder as well as from a web server.
"""

from oppna_jamforelser.publish.webb.jamfor.write import STYLES, write

__all__ = ["STYLES", "write"]
