"""Words that the rules look for."""

from __future__ import annotations

# Words at the start of a sentence that only make sense after the one before.
CONNECTIVES = (
    *"""
    however moreover furthermore additionally therefore thus hence consequently nevertheless nonetheless
    meanwhile likewise similarly conversely besides also instead otherwise accordingly subsequently finally
    lastly firstly secondly thirdly overall indeed
    """.split(),
    "in addition",
    "in contrast",
    "by contrast",
    "on the other hand",
    "as a result",
    "for example",
    "for instance",
    "in conclusion",
    "in summary",
    "to summarize",
    "in other words",
    "in fact",
    "that said",
    "as such",
    "in turn",
    "in this context",
)
