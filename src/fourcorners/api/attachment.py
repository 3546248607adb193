"""Answers that a browser saves and never shows: their names are labels that a stranger gave."""

import re
from urllib.parse import quote

from fourcorners.api.response_headers import FILE_POLICY


def attachment_headers(name: str) -> dict[str, str]:
    r"""Headers that make an answer a file of that name (RFC 6266, RFC 5987), whatever the name holds.

    >>> attachment_headers('Vertrag "§ 7".pdf')["Content-Disposition"]
    'attachment; filename="Vertrag __ 7_.pdf"; filename*=UTF-8\'\'Vertrag%20%22%C2%A7%207%22.pdf'
    """
    plain = re.sub(r"[^A-Za-z0-9 ._()+-]", "_", name)
    exact = quote(name.encode("utf-8", "replace"), safe="")
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}",
        "Content-Security-Policy": FILE_POLICY,
    }
