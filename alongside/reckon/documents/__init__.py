"""Documents: one model of blocks, written as Word, PDF or a page."""

from __future__ import annotations

from alongside.reckon.documents.blocks import (
    Block,
    Document,
    Heading,
    NotADocument,
    Note,
    Paragraph,
    Picture,
    Table,
)

__all__ = [
    "Block", "Document", "Heading", "NotADocument", "Note", "Paragraph", "Picture", "Table",
]  # fmt: skip
