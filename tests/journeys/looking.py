"""What is looked for on every page: faults of access, and anything beyond the edge."""

from __future__ import annotations

WIDTHS = (1280, 390)
AT_400_PERCENT = (
    320  # pixels left of 1,280, as WCAG's success criterion 1.4.10 reckons it
)
# Target size is off by default in axe-core, though WCAG 2.2 asks for it: 24 pixels, or room
# around. Of what passes nothing is told: to tell it takes longer than to look.
OPTIONS = {
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}

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
    from axe_playwright_python.base import AXE_SCRIPT
    from axe_playwright_python.sync_playwright import Axe

    stands = page.evaluate("'axe' in window")  # from the look at another width
    axe = Axe("0" if stands else AXE_SCRIPT)
    results = axe.run(page, options=OPTIONS).response["violations"]
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


# A longer name, status or address in every text, but for what the product alone says: the
# parts of a date, the heads of columns and the figures in them.
LENGTHEN = """(name) => {
    const own = "svg, script, style, option, .visually-hidden, .date-parts, thead, caption,"
        + " table:not(.stack) td.number";
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const all = [];
    while (walk.nextNode()) all.push(walk.currentNode);
    for (const text of all)
        if (text.data.trim() && !text.parentElement.closest(own))
            text.data = `${text.data.trimEnd()} ${name}`;
}"""


def beyond_with_longer(page, name: str) -> int:
    """Return how far 320 pixels are exceeded once every text on the page ends with a name."""
    page.set_viewport_size({"width": AT_400_PERCENT, "height": 256})
    page.evaluate(LENGTHEN, name)
    beyond = sideways(page)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return beyond


def wrong_at_any_width(page) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"At {width} pixels, {fault}" for fault in faults(page)]
        if (beyond := sideways(page)) > 0:
            found.append(f"{page.url} is {beyond} pixels wider than {width}")
    page.set_viewport_size({"width": AT_400_PERCENT, "height": 256})
    if (beyond := sideways(page)) > 0:
        found.append(f"{page.url} is {beyond} pixels wider than {AT_400_PERCENT}")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return found


# Stops of the keyboard in turn, as :focus-visible shows each once Tab was pressed: does it
# look otherwise than without, and is any corner or the middle of it on top of the page? Of
# those alike, as the same link of each row of a list, the first two and the last are tried.
STOPS = """() => {
    const found = [], was = document.activeElement;
    const able = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex='-1'])";
    const seen = (on) => {
        const box = on.nextElementSibling;
        return [[on, null], [box || on, box ? "::before" : null]].map(([element, part]) => {
            const style = getComputedStyle(element, part);
            return [style.outline, style.boxShadow, style.backgroundColor,
                style.borderTopWidth, style.borderTopColor].join();
        }).join();
    };
    const onTop = (on) => {
        const box = on.getClientRects()[0] || on.getBoundingClientRect();
        const places = [[.5, .5], [.05, .1], [.95, .1], [.05, .9], [.95, .9]];
        return places.some(([across, down]) => {
            const hit = document.elementFromPoint(
                box.left + box.width * across, box.top + box.height * down);
            return hit && (on.contains(hit) || hit.contains(on)
                || (on.labels && [...on.labels].some((label) => label.contains(hit))));
        });
    };
    const alike = Map.groupBy([...document.querySelectorAll(able)].filter(
        (on) => !on.disabled && on.checkVisibility({visibilityProperty: true})),
        (on) => [on, on.parentElement].map(
            (each) => [each.tagName, each.className, each.type, each.dataset.label]).join());
    for (const on of [...alike.values()].flatMap(
        (all) => [...new Set([all[0], all[1] || all[0], all.at(-1)])])) {
        document.activeElement.blur();
        const plain = seen(on);
        on.focus();
        if (document.activeElement !== on) continue;
        const said = on.outerHTML.slice(0, 160);
        if (seen(on) === plain) found.push(`The keyboard cannot be seen on ${said}`);
        if (!onTop(on)) found.push(`Something covers, or nothing shows, ${said}`);
    }
    was.focus({preventScroll: true});
    scrollTo(0, 0);
    return found;
}"""


def wrong_with_stops(page) -> list[str]:
    """Return where the keyboard could not be seen, at a usual size and at 400%."""
    found = []
    for width, height in ((WIDTHS[0], 900), (AT_400_PERCENT, 256)):
        page.set_viewport_size({"width": width, "height": height})
        page.keyboard.press("Tab")
        found += [f"{page.url} at {width}: {each}" for each in page.evaluate(STOPS)]
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
