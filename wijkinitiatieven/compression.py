"""Sends pages compressed where the browser takes it; what that may tell an attacker is in ADR 0010."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_WORTHWHILE = ("text/", "application/json")


class CompressPages(GZipMiddleware):
    """Compresses texts; spreadsheets and PDFs are compressed already, and streams keep their pace."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith(_WORTHWHILE):
            return response
        return super().process_response(request, response)
