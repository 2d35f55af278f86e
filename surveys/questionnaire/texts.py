from award.content.inert import inert

__all__ = ["inert"]
