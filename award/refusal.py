class Refused(Exception):
    """The award says no, in words for the person who asked. Nothing was stored."""
