"""What statements are about: the traits of a good leader, and the themes of the survey."""

from collections.abc import Mapping
from dataclasses import dataclass

from award.content.reading import Content
from award.content.text import Text


@dataclass(frozen=True)
class Grouping:
    """One way to sort the statements: what a group is called, and which statements belong to it; some to several."""

    names: Mapping[str, str]
    items: Mapping[str, tuple[str, ...]]


def by_trait(content: Content) -> Grouping:
    """The traits in the order of the content; a trait without a statement is there with none."""
    items = {
        trait.code: tuple(item.code for item in content.survey.items if item.trait == trait.code)
        for trait in content.traits
    }
    return Grouping({trait.code: str(trait.name) for trait in content.traits}, items)


def by_theme(content: Content) -> Grouping:
    """The themes, where the survey names them: `themes` with code and name, and `theme` at its statements."""
    survey = content.source["survey"]
    names = {each["code"]: str(Text.of(each["name"])) for each in survey.get("themes") or ()}
    items = {
        code: tuple(item["code"] for item in survey["items"] if code in (item.get("theme") or ())) for code in names
    }
    return Grouping(names, items)
