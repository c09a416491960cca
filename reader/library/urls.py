"""One spelling for each address, so that the same page is known again however it was reached."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_TRACKING = re.compile(
    r"(?:utm_|mtm_|pk_|hsa_|oly_|vero_|ga_)\w*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|"
    r"mc_[ce]id|ref_src|ref_url|cmpid|smid|smtyp|ocid|ncid|sr_share|__twitter_impression|_hsenc|_hsmi|mkt_tok|"
    r"spm|xtor|wt_mc|wt\.mc_id|guccounter|guce_referrer\w*",
    re.IGNORECASE,
)
"""Parameters that only say where a reader came from."""

_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str | None:
    """An address without what does not change the page: tracking, fragment, port, "www.", last slash.

    http and https count as one. The result is for comparing, not for fetching.

    Returns:
        None where it is no http or https address.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www.").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    where = host if port in {None, 80, 443} else f"{host}:{port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    try:
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        query = []
    kept = [(name, value) for name, value in query if not _TRACKING.fullmatch(name)]
    return f"https://{where}{path}" + (f"?{urlencode(kept)}" if kept else "")
