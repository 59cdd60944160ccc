"""The shape of terms of reference, milestones, and of how a group works and ends."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workgroups.core.forms import language_field, line_field, markdown_field
from workgroups.groups.actions import NOBODY, NOTHING, Holder, TiedTo
from workgroups.groups.forms.groups import NamedAddressForm
from workgroups.groups.models import Group, Marking, Milestone, Office
from workgroups.groups.permissions import Member
from workgroups.groups.queries import as_read, delegations_in, people_in
from workgroups.groups.registry import ties_offered


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=hint, widget=widget)


class CharterForm(forms.Form):
    """A version of the terms of reference while it is a draft."""

    language = language_field()
    body = markdown_field(_("Terms of reference"), rows=18)
    note = line_field(
        _("What this version changes"),
        required=False,
        hint=_("One line, for the list of versions."),
    )


class CharterEditForm(CharterForm):
    """A draft of which the language is settled."""

    language = None  # type: ignore[assignment]


class CharterAgreeForm(forms.Form):
    """When a draft was agreed, and how one knows."""

    agreed_on = day_field(_("Agreed on"))
    decision = forms.ChoiceField(
        label=_("By the decision"),
        required=False,
        help_text=_("If it stands in the group's register of decisions."),
    )
    is_public = forms.BooleanField(label=_("The public may read this version"), required=False)

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = dict(ties_offered(member, only="decision"))
        found = [choice for choices in offered.values() for choice in choices]
        self.fields["decision"].choices = [("", gettext("None")), *found]  # type: ignore[attr-defined]

    def clean_decision(self) -> int | None:
        """Return the decision's number."""
        chosen = self.cleaned_data["decision"]
        return int(chosen.partition(":")[2]) if chosen else None


class MilestoneForm(forms.Form):
    """A milestone: what, by when, who, and what it leads to."""

    title = line_field(_("What is reached"))
    due = day_field(_("By when"))
    holder = forms.ChoiceField(label=_("Who sees to it"), required=False)
    tied_to = forms.ChoiceField(
        label=_("What it leads to"),
        required=False,
        help_text=_("The plan then shows how it stands: a meeting that moved, a report that was published."),
    )
    words = forms.CharField(
        label=_("More about it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self.delegations = {f"d{one.pk}": one for one in as_read(delegations_in(member.group))}
        self.people = {f"p{one.pk}": one for one in people_in(member.group)}
        self.fields["holder"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Nobody yet")),
            (gettext("Offices"), [(f"o{role}", label) for role, label in Office.Role.choices]),
            (gettext("Delegations"), [(key, one.body.shown) for key, one in self.delegations.items()]),
            (gettext("People"), [(key, one.name) for key, one in self.people.items()]),
        ]
        self.fields["tied_to"].choices = [("", gettext("Nothing in particular")), *ties_offered(member)]  # type: ignore[attr-defined]

    def clean_holder(self) -> Holder:
        """Return who sees to it."""
        chosen = self.cleaned_data["holder"]
        if chosen.startswith("o"):
            return Holder(office=chosen[1:])
        if not chosen:
            return NOBODY
        return Holder(delegation=self.delegations.get(chosen), person=self.people.get(chosen))

    def clean_tied_to(self) -> TiedTo:
        """Return what it leads to."""
        kind, _colon, number = self.cleaned_data["tied_to"].partition(":")
        return TiedTo(kind, int(number)) if kind else NOTHING


class MilestoneEditForm(MilestoneForm):
    """A milestone that is planned: its day moves on a page of its own."""

    due = None  # type: ignore[assignment]


def initial_of(milestone: Milestone) -> dict[str, Any]:
    """Return what a form of a milestone begins with."""
    holder = f"o{milestone.office}" if milestone.office else ""
    holder = f"d{milestone.delegation_id}" if milestone.delegation_id else holder
    holder = f"p{milestone.person_id}" if milestone.person_id else holder
    tied_to = f"{milestone.tied_kind}:{milestone.tied_number}" if milestone.tied_kind else ""
    return {"title": milestone.title, "words": milestone.words, "holder": holder, "tied_to": tied_to}


class MilestoneMoveForm(forms.Form):
    """Another day for a milestone, and why."""

    due = day_field(_("New day"))
    reason = line_field(_("Why"), most=300, hint=_("It stands in the plan beside the old day."))


class SettingsForm(forms.Form):
    """How a group works and who may know of it."""

    profile = forms.ChoiceField(
        label=_("What it does"),
        choices=Group.Profile,
        widget=forms.RadioSelect,
        help_text=_("An exchange learns and reports; a negotiating group agrees on a text."),
    )
    kind = forms.ChoiceField(
        label=_("For how long"),
        choices=Group.Kind,
        widget=forms.RadioSelect,
        help_text=_("A standing group goes on from term to term; a special one ends with its task."),
    )
    is_public = forms.BooleanField(
        label=_("The public may see that this group exists, its purpose and its reports"), required=False
    )
    is_listed = forms.BooleanField(
        label=_("Its programme lists it among its groups"),
        required=False,
        help_text=_("Without this, its public page is found by its address alone."),
    )


class MarkingsForm(forms.Form):
    """Which markings a group uses, and which comes first."""

    markings = forms.MultipleChoiceField(
        label=_("Markings in use"), choices=Marking, widget=forms.CheckboxSelectMultiple
    )
    default = forms.ChoiceField(label=_("What is new begins as"), choices=Marking, widget=forms.RadioSelect)


class ConcludeForm(forms.Form):
    """The end of a group's work."""

    on = day_field(_("Last day of work"))
    note = markdown_field(
        _("Closing note"),
        rows=6,
        required=False,
        hint=_("What was reached, and where it is kept. The overview shows it."),
    )
    language = language_field()


class ReopenForm(forms.Form):
    """A new term for a group whose work had ended."""

    name = line_field(_("Name of the new term"), most=80, hint=_("Such as: 2026 term"))
    since = day_field(_("From"))
    until = day_field(_("To"), required=False, hint=_("Empty: it goes on."))


class SubgroupForm(NamedAddressForm):
    """A group under this one."""


class PlaceForm(forms.Form):
    """Under which group a group stands."""

    parent = forms.ModelChoiceField(
        label=_("Under the group"),
        queryset=Group.objects.none(),
        required=False,
        empty_label=_("None"),
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Group.objects.filter(programme=group.programme_id).exclude(pk=group.pk).order_by("name")
        self.fields["parent"].queryset = found  # type: ignore[attr-defined]
