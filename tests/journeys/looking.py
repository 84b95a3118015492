"""What is looked for on every page: faults of access, and anything beyond the edge."""

from __future__ import annotations

WIDTHS = (1280, 390)

# Whether the element the keyboard is on looks otherwise than it does without.
FOCUS_SHOWS = """() => {
    const on = document.activeElement, box = on.nextElementSibling;
    const seen = () => [[on, null], [box || on, box ? "::before" : null]].map(
        ([element, part]) => {
            const style = getComputedStyle(element, part);
            return [style.outline, style.boxShadow, style.backgroundColor,
                style.borderTopWidth, style.borderTopColor].join();
        }).join();
    const area = on.getBoundingClientRect();
    const inView = area.bottom > 0 && area.top < innerHeight && area.right > 0;
    const focused = seen();
    on.blur();
    const plain = seen();
    on.focus({preventScroll: true});
    return inView && focused !== plain;
}"""


def faults(page) -> list[str]:
    """Return what axe-core finds wrong in the page at hand, in a line each."""
    from axe_playwright_python.sync_playwright import Axe

    results = Axe().run(page).response["violations"]
    return [
        f"{page.url}: {rule['help']}: {node['html'][:200]}"
        for rule in results
        for node in rule["nodes"]
    ]


def sideways(page) -> int:
    """Return by how many pixels the page at hand is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def wrong_at_any_width(page) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"At {width} pixels, {fault}" for fault in faults(page)]
        if (beyond := sideways(page)) > 0:
            found.append(f"{page.url} is {beyond} pixels wider than {width}")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return found


def keep_complaints(page) -> list[str]:
    """Return a list that fills with what the console says of scripts and the policy."""
    complaints: list[str] = []
    page.on("console", lambda said: _complain(complaints, said))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def _complain(complaints: list[str], said) -> None:
    # A page that was refused is no complaint: the test says what it expected.
    if said.type == "error" and "Failed to load resource" not in said.text:
        complaints.append(said.text)
