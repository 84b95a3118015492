"""Numbers kept in one form, and written as people here write them (Ofcom's plan)."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from alongside.desk.people.numbers import digits_sought, phone_kept, phone_said

ALIKE = {
    "+441632960123": ["01632 960123", "+44 1632 960 123", "0044 (0)1632-960123", "(01632) 960.123", "+44 01632 960123", "+44 (0) 1632 960123", "01632\u2011960123"],
    "+447700900982": ["07700900982", "07700 900 982", "+447700900982"],
    "+442079460123": ["020 7946 0123", "(020) 79460123"],
    "+33199001234": ["+33 1 99 00 12 34", "0033 199001234"],
    "+448001111": ["0800 1111"],
}  # fmt: skip
WRITTEN = {
    "+441632960123": "01632 960123",
    "+447700900982": "07700 900982",
    "+442079460123": "020 7946 0123",
    "+441154960123": "0115 496 0123",
    "+441214960123": "0121 496 0123",
    "+448081570123": "0808 157 0123",
    "+33199001234": "+33199001234",
}


@pytest.mark.parametrize(
    ("kept", "said"), [(kept, said) for kept, many in ALIKE.items() for said in many]
)
def test_one_number_is_kept_in_one_form_however_it_is_said(kept, said):
    assert phone_kept(said) == kept


@pytest.mark.parametrize(("kept", "said"), WRITTEN.items())
def test_it_is_written_as_people_here_write_it(kept, said):
    assert phone_said(kept) == said
    assert phone_kept(said) == kept


@pytest.mark.parametrize(
    "said",
    ["", "1632 960123", "0163296", "01632 960 12345", "0632 960123", "ring mum", "+0 12345678", "+44 632 960123", "01632 960123 ext 4"],
)  # fmt: skip
def test_what_is_no_number_is_refused_in_a_sentence(said):
    with pytest.raises(ValidationError, match="is not a telephone number. Write it"):
        phone_kept(said)


def test_digits_begin_a_number_or_may_end_one():
    assert digits_sought("+44 (0)115 496") == ("+44115496", "")
    assert digits_sought("0115 496") == ("+44115496", "0115496")
    assert digits_sought("496 0123") == ("+444960123", "4960123")
