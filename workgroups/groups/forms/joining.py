"""The shape of calls for nominations, of the names that answer them, and of requests to join."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from workgroups.core.forms import line_field
from workgroups.groups.actions import LONGEST_MOTIVE, Nominated
from workgroups.groups.models import Delegation, Group, Nominee, Seat
from workgroups.groups.queries import delegations_in

TEXT = {"dir": "auto"}


def _day(label: Any, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, help_text=hint, widget=widget)


class NominationCallForm(forms.Form):
    """Whom to ask for names, for what, until when."""

    title = line_field(_("Title"), hint=_("Such as: Experts for the workshop on costs"))
    asked = forms.CharField(
        label=_("What is asked"),
        help_text=_("Whom you look for, how many, for how long, and what they will do."),
        widget=forms.Textarea(attrs={"rows": 5, **TEXT}),
    )
    due = forms.DateTimeField(
        label=_("Deadline"),
        help_text=_("In your time zone."),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    delegations = forms.ModelMultipleChoiceField(
        label=_("Delegations to ask"),
        queryset=Delegation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Their heads and alternates find it on their desk."),
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = delegations_in(group)
        self.fields["delegations"].queryset = found  # type: ignore[attr-defined]
        self.fields["delegations"].initial = [
            one.pk for one in found if one.standing == Delegation.Standing.PARTICIPATING
        ]


class NomineeForm(forms.Form):
    """One person of a delegation's answer; an empty line is nobody."""

    name = line_field(_("Name"), required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    role = forms.ChoiceField(label=_("Seat"), choices=Seat.Role, initial=Seat.Role.EXPERT, required=False)
    since = _day(_("From"))
    until = _day(_("To"))

    def clean(self) -> dict[str, Any]:
        """Ask for the name or the address that is missing beside the other one."""
        values = super().clean() or {}
        name, email = values.get("name"), values.get("email")
        if name and not email and "email" not in self.errors:
            self.add_error("email", _("Write the address of %(name)s.") % {"name": name})
        if email and not name:
            self.add_error("name", _("Write the name of whoever has this address."))
        if values.get("since") and values.get("until") and values["until"] < values["since"]:
            self.add_error("until", _("The last day comes before the first one: correct one of them."))
        return values


_NomineeFormSet = forms.formset_factory(NomineeForm, extra=3, max_num=40)


def nominees_form(nominees: Iterable[Nominee], data: Any = None) -> Any:
    """Return a delegation's names as a form, with three more lines."""
    names = ("name", "email", "role", "since", "until")
    initial = [{name: getattr(one, name) for name in names} for one in nominees]
    return _NomineeFormSet(data, initial=initial)


def nominated(formset: Any) -> list[Nominated]:
    """Return the people of a valid form."""
    lines = [form.cleaned_data for form in formset.forms if form.cleaned_data.get("name")]
    return [
        Nominated(one["name"], one["email"], one["role"] or Seat.Role.EXPERT, one["since"], one["until"])
        for one in lines
    ]


class ReasonForm(forms.Form):
    """Why somebody is not taken."""

    reason = line_field(_("Reason"), most=500, hint=_("It is sent to whoever named this person."))


class JoiningForm(forms.Form):
    """How people come into the group."""

    joining = forms.ChoiceField(label=_("How people come in"), choices=Group.Joining, widget=forms.RadioSelect)


class JoinRequestForm(forms.Form):
    """What somebody says who would like to join; `website` is a field that people do not see."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name", **TEXT})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send one link there, to confirm that it is yours; the chairs and the secretariat see it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    body_name = line_field(_("For whom you would speak"), hint=_("A state, a city, an organisation."))
    motive = forms.CharField(
        label=_("Why you would like to join"),
        max_length=LONGEST_MOTIVE,
        help_text=_("What you work on, and what you would bring. At most 2,000 characters."),
        widget=forms.Textarea(attrs={"rows": 6, **TEXT}),
    )
    website = forms.CharField(label=_("Leave this field empty"), required=False)

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["name"], self.fields["email"]


class AcceptForm(forms.Form):
    """As what somebody is taken in."""

    delegation = forms.ModelChoiceField(label=_("Delegation"), queryset=Delegation.objects.none(), empty_label=None)
    seat_role = forms.ChoiceField(label=_("Seat"), choices=Seat.Role, initial=Seat.Role.EXPERT)

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delegation"].queryset = delegations_in(group)  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Words that say no."""

    reason = forms.CharField(
        label=_("Answer"),
        max_length=1000,
        help_text=_("It is mailed to whoever asked."),
        widget=forms.Textarea(attrs={"rows": 4, **TEXT}),
    )
