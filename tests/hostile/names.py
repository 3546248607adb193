"""Names of files that lead elsewhere, break a line or a header, turn around, or are a formula."""

from typing import Final

NAMES: Final = (
    "../../../etc/passwd.pdf",
    "/etc/passwd.pdf",
    "..\\..\\windows\\system32.pdf",
    "C:\\contract.pdf",
    "con.pdf",
    "a\0b.pdf",
    "a\r\nSet-Cookie: role=admin\r\n.pdf",
    "a\x1b[2J\x07.pdf",
    "contract\u202efdp.exe",
    "\u200b.pdf",
    '=HYPERLINK("http://127.0.0.1:9/";"pay").pdf',
    "+1+cmd|' /C calc'!A0.pdf",
    '<img src=x onerror="alert(1)">.pdf',
    'a"; filename="b.html',
    "%00%2e%2e%2f.pdf",
    "${jndi:ldap://127.0.0.1:9/a}.pdf",
    "-rf.pdf",
    ".",
    "..",
    " ",
    "~$contract.pdf",
    "n" * 4_096 + ".pdf",
    "é" * 200 + ".pdf",
    "half \udcff a character.pdf",
)
