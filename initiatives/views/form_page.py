"""A page with one short form about an initiative."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.requests import MemberRequest
from initiatives.forms.base import NoticingForm
from initiatives.models import Initiative
from initiatives.views.guard import onward


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands round the form; `action` is where it is sent, if not to where it stands."""

    initiative: Initiative
    heading: str
    submit: str
    lede: str = ""
    action: str = ""


def form_page(request: MemberRequest, form: NoticingForm, page: FormPage) -> HttpResponse:
    """Show the form, with what was typed."""
    back = reverse("initiatives:detail", args=[page.initiative.pk])
    crumbs = [
        (page.initiative.name, back),
        (page.heading, ""),
    ]
    return render(
        request,
        "initiatives/form_page.html",
        {
            "form": form,
            "page": page,
            "back": onward(request, back),
            "next": onward(request, ""),
            "crumbs": crumbs,
        },
    )
