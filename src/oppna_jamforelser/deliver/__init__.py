"""A publication, put into the database where readers are: all of it, or nothing."""

from oppna_jamforelser.deliver.exchange import Delivered, deliver

__all__ = ["Delivered", "deliver"]
