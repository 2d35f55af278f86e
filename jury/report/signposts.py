def plant() -> None:
    """The room's signposts and gates."""
