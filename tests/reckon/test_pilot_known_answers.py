"""Answers that textbooks, manuals and tutorials print, each from somebody else's hand."""

import numpy as np
import pytest

from alongside.reckon.pilots.inference import effect, student


def numbers(text):
    return np.array([float(each) for each in text.split()])


def two(first, second):
    """Two samples put together, and which of all is of the first."""
    both = np.concatenate([first, second])
    return both, np.arange(len(both)) < len(first)


def test_seven_villages_of_whom_two_were_chosen():
    """Gerber and Green (2012), Field Experiments, chapter 3: one way 5 of 21, both 8."""
    found = effect(*two(numbers("15 30"), numbers("15 20 20 10 15")))
    assert found.estimate == 6.5
    assert str(found.one_way) == "5 of 21"
    assert str(found.ri) == "8 of 21"


def test_ten_boys_shoes():
    """Box, Hunter and Hunter (1978), section 4.2: of 1,024, three beyond and four equal."""
    old = numbers("13.2 8.2 10.9 14.3 10.7 6.6 9.5 10.8 8.8 13.3")
    new = numbers("14.0 8.8 11.2 14.2 11.8 6.4 9.8 11.3 9.3 13.6")
    worn, is_new = two(new, old)
    found = effect(worn, is_new, groups=[*range(10), *range(10)])
    assert found.estimate == pytest.approx(0.41)
    assert str(found.one_way) == "7 of 1,024"
    # The same shoes in R's MASS: t.test(A, B, paired = TRUE) has p = 0.008539.
    assert found.t.p == pytest.approx(0.008539, abs=5e-7)
    assert found.t.interval == pytest.approx((0.1330461, 0.6869539), abs=5e-8)


def test_eleven_tomato_plants():
    """Box, Hunter and Hunter (1978), section 4.1: 1.69 pounds, reached by 33% of 462."""
    standard = numbers("29.9 11.4 25.3 16.5 21.1")
    modified = numbers("26.6 23.7 28.5 14.2 17.9 24.3")
    found = effect(*two(modified, standard))
    assert found.estimate == pytest.approx(1.69, abs=0.005)
    assert found.one_way.of == 462
    assert found.one_way.value == pytest.approx(0.33, abs=0.005)


def test_sixteen_mice():
    """Efron and Tibshirani (1993), chapter 15: 30.63 days; 132 of 1,000 drawn splits."""
    treated = numbers("94 197 16 38 99 141 23")
    control = numbers("52 104 146 10 51 30 40 27 46")
    found = effect(*two(treated, control))
    assert found.estimate == pytest.approx(30.63, abs=0.005)
    assert found.one_way.of == 11_440
    # Theirs is drawn: twice the error of 1,000 draws is 0.02.
    assert found.one_way.value == pytest.approx(0.132, abs=0.02)


MPG = numbers(
    "21 21 22.8 21.4 18.7 18.1 14.3 24.4 22.8 19.2 17.8 16.4 17.3 15.2 10.4 10.4 14.7 32.4 "
    "30.4 33.9 21.5 15.5 15.2 13.3 19.2 27.3 26 30.4 15.8 19.7 15 21.4"
)
MANUAL = numbers("1 1 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 1 1 0 0 0 0 0 1 1 1 1 1 1 1") > 0


def test_cars_with_and_without_a_clutch():
    """R's mtcars, t.test(mpg ~ am): Welch, 18.332 degrees of freedom, p = 0.001374."""
    found = student(MPG, ~MANUAL)
    assert found.freedom == pytest.approx(18.332, abs=0.0005)
    assert found.p == pytest.approx(0.001374, abs=5e-7)
    assert found.interval == pytest.approx((-11.280194, -3.209684), abs=5e-7)


WELCH = [  # Rosetta Code, "Welch's t-test": the pairs of unequal length
    (
        "17.2 20.9 22.6 18.1 21.7 21.4 23.5 24.2 14.7 21.8",
        "21.5 22.8 21 23 21.6 23.6 22.5 20.7 23.4 21.8 20.7 21.7 21.5 22.5 23.6 21.5 22.5 "
        "23.5 21.5 21.8",
        0.148841696605327,
    ),
    (
        "19.8 20.4 19.6 17.8 18.5 18.9 18.3 18.9 19.5 22",
        "28.2 26.6 20.1 23.3 25.2 22.1 17.7 27.6 20.6 13.7 23.2 17.5 20.6 18 23.9 21.6 24.3 "
        "20.4 24 13.2",
        0.0359722710297968,
    ),
]


@pytest.mark.parametrize(("first", "second", "p"), WELCH)
def test_welch_of_unequal_arms(first, second, p):
    assert student(*two(numbers(first), numbers(second))).p == pytest.approx(
        p, rel=1e-12
    )


def test_two_suppliers_of_screws():
    """Wikipedia, "Student's t-test", worked examples: pooled t = 1.959, p = 0.07857."""
    found = student(
        *two(
            numbers("30.02 29.99 30.11 29.97 30.01 29.99"),
            numbers("29.89 29.93 29.72 29.98 30.02 29.98"),
        )
    )
    assert (found.interval[0] + found.interval[1]) / 2 / found.error == pytest.approx(1.959, abs=0.0005)  # fmt: skip
    assert found.p == pytest.approx(0.07857, abs=5e-6)


def test_a_coin_for_each_team_is_another_design():
    """Of eight teams, four by lot have 70 splits; a coin a team has 254, and another p.

    pyfixest 0.60's ritest throws the coin, and so answers for a design that never was.
    """
    changes = np.array([17, 8, 34, 13, 3, 0, 1, -6.0])
    pilot = np.arange(8) < 4
    coins = [
        np.array([n >> at & 1 for at in range(8)], dtype=bool) for n in range(1, 255)
    ]
    gaps = [changes[each].mean() - changes[~each].mean() for each in coins]
    by_coin = np.mean(np.abs(gaps) >= 18.5 - 1e-9)
    found = effect(changes, pilot)
    assert found.ri.of == 70
    assert by_coin != pytest.approx(found.ri.value, abs=0.001)
