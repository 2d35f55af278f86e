import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from award.content.checking import FILES
from award.content.inert import inert
from award.content.parsing import LARGEST
from award.refusal import Refused
from surveys.editing.reading_files import File, read_files

MOST_CARRIED = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 10_000  # beside the texts there is little in the page


class Files(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; Django's own takes the last."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(each, initial) for each in given if each]


class FilesForm(forms.Form):
    """Files, or text that is pasted. Between the look and the storing, the page carries the texts, not the server."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    upload = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            "traits.yaml, survey.yaml, round_two.yaml: one, two or all three, or a ZIP of them. "
            "What you leave out stays."
        ),
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("Or pasted: the text of one file"),
        widget=forms.Textarea({"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
        required=False,
        strip=False,
    )

    def __init__(self, data: Any, files: Any, *, seen: str) -> None:
        super().__init__(data, files, initial={"seen": seen})
        self.fields["upload"].widget.attrs["accept"] = ".yaml,.yml,.zip"
        self.texts: dict[str, Any] = {}
        self.written: dict[str, str] = {}

    @property
    def carried(self) -> dict[str, str]:
        """The texts that a page brought along, as they came: where they are refused, they stand there to be mended."""
        return {name: self.data[f"file_{name}"] for name in FILES if self.data.get(f"file_{name}")}

    def clean(self) -> dict[str, Any]:
        """What came as a file is text from here on, and stands in the page that is sent back."""
        cleaned = super().clean() or self.cleaned_data
        brought = [(f"{name}.yaml", text.encode()) for name, text in self.carried.items()]
        given: list[File] = [*brought, *self._uploaded(cleaned.get("upload") or [])]
        if cleaned.get("text", "").strip():
            given.append((_("pasted text"), cleaned["text"].encode()))
        if not given and not self.errors:
            self.add_error("upload", _("Choose a file, or paste one."))
        if not self.errors:
            try:
                self.texts, self.written = read_files(given)
            except Refused as no:
                self.add_error(None, str(no).splitlines())
            if sum(map(_sent, self.written.values())) > MOST_CARRIED:
                self.add_error(
                    None,
                    _("These files are larger than 1 MB together. Bring them one by one, or without their comments."),
                )
        return cleaned

    def _uploaded(self, files: list[Any]) -> list[File]:
        for each in files:
            if each.size > LARGEST:
                self.add_error("upload", _("%(file)s is larger than 1 MB.") % {"file": inert(each.name)})
        return [(inert(each.name), each.read()) for each in files if each.size <= LARGEST]


def _sent(text: str) -> int:
    """How many bytes a browser makes of a text: it ends every line with two."""
    return len("\r\n".join(re.split(r"\r\n|\r|\n", text)).encode())
