"""VSM Studio: value streams, the services that underpin them, and who is accountable."""

__version__ = "0.1.0"
