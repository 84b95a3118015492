"""What a folder must have before its report may go forward, and who must have agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alongside.reckon.reports.folder import Folder
from alongside.reckon.reports.reading_aloud import places
from alongside.reckon.reports.report import Confidence, Finding
from alongside.reckon.reports.template import Box
from alongside.reckon.reports.writing import Composed, sentences

APPENDIX = re.compile(r"\bAppendix (\d+)\b")
PAPER = "paper:"
NO_ANSWER = ("n/a", "na", "none", "nil", "-")


def required(folder: Folder, made: Composed) -> list[Finding]:
    """Return what is missing in a folder."""
    return [
        *_sections(folder, made),
        *_signed_off(folder),
        *_boxes(folder),
        *_captions(folder, made),
        *_appendices(folder, made),
        *_papers(folder, made),
    ]


def _asked(required: str, folder: Folder) -> bool:
    return required == "always" or required in folder.front.asks


def certain(kind: str, where: str, what: str, do: str) -> Finding:
    confidence: Confidence = "certain"
    return Finding(kind, where, what, do, confidence)


def _sections(folder: Folder, made: Composed) -> Iterator[Finding]:
    left_out = {each.casefold() for each in folder.front.not_applicable}
    for slot in folder.template.sections:
        if not _asked(slot.required, folder) or slot.name in made.present:
            continue
        why = f", and {slot.why}" if slot.why else ""
        listed = slot.heading.casefold() in left_out
        said = "is listed as one that does not apply" if listed else "is not there"
        yield certain(
            "missing section", f"section “{slot.heading}”", f"It {said}{why}.",
            f"Write sections/NN-{slot.name}.md.",
        )  # fmt: skip


def _signed_off(folder: Folder) -> Iterator[Finding]:
    given = {each.name: each for each in folder.front.sign_offs}
    for needed in folder.template.sign_offs:
        where = f"sign-off of the {needed.role}"
        agreed = given.get(needed.name)
        if agreed is None and _asked(needed.required, folder):
            yield certain("missing sign-off", where, f"It is not there, and {needed.why}.",
                           f"Ask the {needed.role}, and add [sign_offs.{needed.name}].")  # fmt: skip
        elif agreed and agreed.role and agreed.role != needed.role:
            yield certain("sign-off", where, f"It is given by the {agreed.role}.",
                           f"It is for the {needed.role} to give.")  # fmt: skip
        elif agreed and agreed.on and agreed.on > folder.front.on:
            yield certain("sign-off", where, "It is of a day after the meeting.",
                           "Correct the day of it, or of the meeting.")  # fmt: skip


def _boxes(folder: Folder) -> Iterator[Finding]:
    filled = folder.front.boxes or {}
    for box in folder.template.boxes:
        answer = filled.get(box.name, "").strip()
        where = box_place(box)
        if not _asked(box.required, folder):
            continue
        if not answer:
            yield certain("blank box", where, "Nothing is in it.",
                           f"Fill in boxes.{box.name}, or say why there is nothing to say.")  # fmt: skip
        elif answer.casefold() in NO_ANSWER:
            yield Finding("blank box", where, f"“{answer}” is no reason.",
                          "Say in a few words why it does not apply.", "worth a look")  # fmt: skip


def _captions(folder: Folder, made: Composed) -> Iterator[Finding]:
    captions = folder.front.captions or {}
    for label, where in labelled(made).items():
        if label in folder.tables and not captions.get(label):
            yield certain("table without a caption", where, "It has no caption.",
                           f"Write [tables.{label}] caption in report.toml.")  # fmt: skip


def _appendices(folder: Folder, made: Composed) -> Iterator[Finding]:
    found = places(made.document)
    for at, said in sentences(made.document):
        for number in APPENDIX.findall(said):
            if int(number) > len(folder.front.appendices):
                yield certain("missing appendix", found[at], f"Appendix {number} is not there.",
                              "Name it in appendices of report.toml, or take the words out.")  # fmt: skip


def _papers(folder: Folder, made: Composed) -> Iterator[Finding]:
    """Find papers that a figure rests on, which those listed for inspection leave out."""
    found = places(made.document)
    listed = {each.casefold() for each in folder.front.background}
    for figure in folder.figures:
        paper = figure.document.removeprefix(PAPER).strip()
        used = made.uses.get(figure.name, ())
        if used and paper != figure.document and paper.casefold() not in listed:
            yield certain("background paper not listed", found[used[0]],
                          f"{figure.name} rests on “{paper}”, which is not listed.",
                          "Add it to background in report.toml.")  # fmt: skip


def box_place(box: Box) -> str:
    """Return where a reader finds a line of a box."""
    return f"box “{box.box}”, {box.words}"


def labelled(made: Composed) -> dict[str, str]:
    """Return where a reader finds each labelled block."""
    told = (
        (getattr(block, "label", ""), at)
        for at, block in enumerate(made.document.blocks)
    )
    found = places(made.document)
    return {label: found[at] for label, at in told if label}
