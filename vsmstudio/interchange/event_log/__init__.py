"""Event logs: measured steps, waits, variants and rework, read from what a system recorded.

`peek` looks at the columns, `open_log` reads all events, `prepare` and `discover` say what they mean, `imported` makes a
document of that; `read_file` does all of it.
"""

from vsmstudio.interchange.event_log.discover import Prepared, discover, prepare
from vsmstudio.interchange.event_log.discovery import Activity, Discovery
from vsmstudio.interchange.event_log.document import imported, read_file, title_of
from vsmstudio.interchange.event_log.flows import Way
from vsmstudio.interchange.event_log.log import DatesRead, Log, LogHead
from vsmstudio.interchange.event_log.opening import completed, open_log, peek
from vsmstudio.interchange.event_log.spread import Spread
from vsmstudio.interchange.event_log.variants import Variant, Variants, directly_follows
from vsmstudio.interchange.log_choices import LogSettings
from vsmstudio.interchange.log_columns import LogColumns

__all__ = [
    "Activity", "DatesRead", "Discovery", "Log", "LogColumns", "LogHead", "LogSettings", "Prepared", "Spread", "Variant",
    "Variants", "Way", "completed", "directly_follows", "discover", "imported", "open_log", "peek", "prepare",
    "read_file", "title_of",
]  # fmt: skip
