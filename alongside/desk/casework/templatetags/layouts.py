"""How layouts are put into words on a page."""

from django import template

from alongside.desk.casework import layout_fields

register = template.Library()
register.filter("table_words", layout_fields.table_words)
