"""Documents: one model of blocks, written as Word, PDF or a page."""

from __future__ import annotations

from alongside.reckon.documents.blocks import (
    Block,
    Document,
    Heading,
    Items,
    NotADocument,
    Note,
    Paragraph,
    Picture,
    Reference,
    Table,
)

__all__ = [
    "Block", "Document", "Heading", "Items", "NotADocument", "Note", "Paragraph", "Picture",
    "Reference", "Table",
]  # fmt: skip
