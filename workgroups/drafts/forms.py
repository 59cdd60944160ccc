"""The shape of what a person gives for a draft."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from workgroups.accounts.models import Person
from workgroups.core import languages
from workgroups.core.forms import written
from workgroups.core.ids import new_uid
from workgroups.drafts.models import Draft, DraftVersion, Position, Proposal, Reference
from workgroups.groups.http import marking_field
from workgroups.groups.models import Delegation
from workgroups.groups.permissions import Member


class DraftForm(forms.Form):
    """A new draft."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the text"), choices=list(languages.NAMES.items()), initial="en")
    words = forms.CharField(
        label=_("First text"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 10, "dir": "auto"}),
        help_text=_("Optional. Markdown works: # for a heading, - for a list, ** for bold."),
    )

    def __init__(self, member: Member, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marking"] = marking_field(member)


class BlockForm(forms.Form):
    """One block of a draft, edited without script."""

    words = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 12, "dir": "auto"}),
        help_text=_(
            "Markdown: **bold**, *emphasis*, [link](https://…), # heading, - list, § clause, §§ one below it, "
            "^[footnote]. An empty line begins a new paragraph; no text at all removes the block."
        ),
    )
    base = forms.CharField(max_length=64, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    """The draft's last change when the writer began, for whoever puts two changes together."""

    @property
    def change(self) -> dict[str, str]:
        """What the block is to be, and what it was."""
        return {name: self.cleaned_data[name] for name in ("words", "base")}


class FigureForm(forms.Form):
    """A picture with what must be said about it."""

    file = forms.FileField(label=_("Picture"), help_text=_("PNG or JPEG."))
    alternative = forms.CharField(
        label=_("In words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("Everything that it shows, for those who do not see it."),
    )
    decorative = forms.BooleanField(
        label=_("It only decorates and says nothing"), required=False, help_text=_("Screen readers then pass over it.")
    )
    caption = forms.CharField(
        label=_("Caption"), max_length=400, required=False, widget=forms.TextInput({"dir": "auto"})
    )


class ReferenceForm(forms.Form):
    """A work that drafts cite."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Reference.Kind)
    authors = forms.CharField(
        label=_("Authors"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("One a line. People as “Family, Given”; organisations as they are called."),
    )
    year = forms.CharField(label=_("Year"), max_length=20, required=False)
    title = forms.CharField(label=_("Title"), max_length=400, widget=forms.TextInput({"dir": "auto"}))
    container = forms.CharField(
        label=_("Journal, book or site"), max_length=300, required=False, widget=forms.TextInput({"dir": "auto"})
    )
    publisher = forms.CharField(
        label=_("Publisher"), max_length=200, required=False, widget=forms.TextInput({"dir": "auto"})
    )
    pages = forms.CharField(label=_("Volume, number, pages"), max_length=40, required=False)
    url = forms.CharField(label=_("Address"), max_length=500, required=False, widget=forms.TextInput({"dir": "ltr"}))


class VersionForm(forms.Form):
    """A name for the draft as it stands."""

    label = forms.CharField(
        label=_("Name of the version"), max_length=120, help_text=_("Such as: sent to delegations for comment.")
    )


class CommentForm(forms.Form):
    """A comment or an answer: `uid` makes sending twice the same as sending once, `anchor` says on what."""

    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    anchor = forms.CharField(widget=forms.HiddenInput, required=False)
    body = forms.CharField(
        label=_("Comment"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("@ and a name calls a person or a delegation. Markdown works."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": new_uid()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    @property
    def typed(self) -> str:
        return str(self["body"].value() or "")

    def key(self) -> UUID | None:
        uid: UUID | None = self.cleaned_data.get("uid")
        return uid


class CommentEditForm(forms.Form):
    """What somebody said, written anew; `edits` is how often it had been edited when the page was made."""

    body = forms.CharField(
        label=_("Comment"), required=False, strip=False, widget=forms.Textarea({"rows": 6, "dir": "auto"})
    )
    edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class CommentingForm(forms.Form):
    """Who may comment on a draft."""

    commenting = forms.ChoiceField(
        label=_("Who may comment"), choices=Draft.Commenting.choices, widget=forms.RadioSelect
    )


class ProposalForm(forms.Form):
    """A change put forward to one block: what kind of change, the words, why, for which delegation."""

    words = forms.CharField(
        label=_("Proposed text"),
        required=False,
        strip=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 12, "dir": "auto"}),
        help_text=_("Markdown: **bold**, *emphasis*, [link](https://…), # heading, - list."),
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("A sentence helps those who decide. Everybody who reads the draft reads it."),
    )
    kind = forms.ChoiceField(choices=Proposal.Kind.choices, widget=forms.HiddenInput, required=False)
    base = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, kind: str, offered: Sequence[Delegation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(one.pk): one for one in offered}
        if kind == Proposal.Kind.DELETE:
            del self.fields["words"]
        if len(offered) > 1:
            choices = [("", _("My own")), *((key, one.body.shown) for key, one in self.offered.items())]
            self.fields["delegation"] = forms.ChoiceField(
                label=_("For which delegation"), choices=choices, required=False
            )

    @property
    def delegation(self) -> Delegation | None:
        """The delegation that was chosen; None: one's own."""
        return self.offered.get(self.cleaned_data.get("delegation", ""))


class AnswerForm(forms.Form):
    """Answers to one proposal or to several: which, how, and why."""

    act = forms.ChoiceField(choices=[("accept", "accept"), ("decline", "decline")])
    answer = forms.CharField(max_length=2_000, required=False)


class MergeForm(forms.Form):
    """What goes into the text where a block changed since a proposal was made."""

    words = forms.CharField(
        label=_("Text that goes into the draft"),
        required=False,
        strip=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 12, "dir": "auto"}),
        help_text=_("Both changes put together. Change it as it should be; no text at all removes the block."),
    )
    answer = forms.CharField(
        label=_("Words to the proposer"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )
    base = forms.CharField(max_length=64, widget=forms.HiddenInput)


class PenForm(forms.Form):
    """Who answers proposals to a draft beside the officers."""

    people = forms.MultipleChoiceField(
        label=_("Who holds the pen beside the officers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With nobody chosen, whoever began the draft holds it."),
    )

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(str(one.pk), written(one.name)) for one in people]  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """A file with a text in it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Word (.docx), OpenDocument (.odt), Markdown (.md) or a web page (.html), at most 25 MB."),
        widget=forms.ClearableFileInput({"accept": ".docx,.odt,.md,.html"}),
        validators=[
            FileExtensionValidator(
                ["docx", "odt", "md", "html"],
                _("Bring a Word file (.docx), an OpenDocument text (.odt), Markdown (.md) or a web page (.html)."),
            )
        ],
    )


class BeginForm(forms.Form):
    """A new draft from a file that has been read."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the text"), choices=list(languages.NAMES.items()), initial="en")
    changes = forms.ChoiceField(
        label=_("The changes that are marked in the file"),
        widget=forms.RadioSelect,
        choices=[
            ("propose", _("Put each forward as a proposal to the text as it was")),
            ("make", _("Make all of them")),
            ("leave", _("Leave them out: the text as it was")),
        ],
        initial="propose",
    )

    def __init__(self, member: Member, *args: Any, tracked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marking"] = marking_field(member)
        if not tracked:
            del self.fields["changes"]


class MoveForm(forms.Form):
    """Another state for a draft."""

    state = forms.ChoiceField(label=_("From now on"), choices=list(Draft.State.choices), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        help_text=_("Kept with the move. It must be said where an adopted text is opened again."),
    )


class PurgeForm(forms.Form):
    """Why deleted text leaves for good, and which versions leave with it."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("It stays in the record of the officers, so do not repeat what must leave."),
    )

    def __init__(self, *args: Any, versions: Iterable[DraftVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.number, f"{one.number} – {one.label}") for one in versions]
        self.fields["versions"] = forms.TypedMultipleChoiceField(
            label=_("Versions that leave too"),
            required=False,
            coerce=int,
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
        )
        if not choices:
            del self.fields["versions"]


class PartyForm(forms.Form):
    """Something that a delegation says: officers choose for which one, others speak for their own."""

    def __init__(self, parties: Sequence[Delegation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {str(one.pk): one for one in parties}
        if len(parties) > 1:
            choices = [("", "–"), *((key, one.body.shown) for key, one in self.parties.items())]
            field = forms.ChoiceField(label=_("For which delegation"), choices=choices, required=False)
            self.fields["delegation"] = field

    @property
    def delegation(self) -> Delegation | None:
        """The delegation that was chosen; None: one's own."""
        return self.parties.get(self.cleaned_data.get("delegation", ""))


class BracketForm(PartyForm):
    """Words of a block that are disputed, and another wording for them."""

    words = forms.CharField(
        label=_("Disputed words"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=_("Copy them from the block as they stand. Empty: the whole block."),
    )
    alternative = forms.CharField(
        label=_("Alternative"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("What should stand there instead; nothing, to leave the words out."),
    )
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=2_000, widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )


class AlternativeForm(PartyForm):
    """One more wording in a bracket."""

    words = forms.CharField(
        label=_("Another alternative"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )


class CleanForm(forms.Form):
    """What was agreed, and by whom."""

    words = forms.CharField(
        label=_("The whole block as agreed"),
        required=False,
        strip=False,
        max_length=100_000,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}),
        help_text=_("It goes into the text as it stands here (Markdown). No text at all removes the block."),
    )
    agreed = forms.MultipleChoiceField(
        label=_("Delegations that agreed"), required=False, widget=forms.CheckboxSelectMultiple
    )
    base = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, parties: Iterable[Delegation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].choices = [(str(one.pk), one.body.shown) for one in parties]  # type: ignore[attr-defined]


class PositionForm(PartyForm):
    """How a delegation stands on a block."""

    kind = forms.ChoiceField(
        label=_("Position"),
        required=False,
        widget=forms.RadioSelect,
        choices=[*Position.Kind.choices, ("", _("No position"))],
    )
    until = forms.DateField(
        label=_("Pending until"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("What the reservation is about, or what would lift it. The group reads it."),
    )
