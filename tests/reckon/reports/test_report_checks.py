"""Each check beside its twin: what is wrong is found and named; put right, nothing is."""

from __future__ import annotations

import pytest

from alongside.reckon.reports.checks import check
from alongside.reckon.reports.reading import text

# Of a kind: what stands wrong, what stands right in its place, and what the finding says.
SENTENCES = [
    ("sum", "The release is £72,000, made up of £62,000 from the fund and £11,000 from the programme.",
     "The release is £72,000, made up of £62,000 from the fund and £10,000 from the programme.", "£73,000"),
    ("sum", "Training costs £12,400, rooms £1,150 and cover £6,300, a total of £18,850.",
     "Training costs £12,400, rooms £1,150 and cover £6,300, a total of £19,850.", "£19,850"),
    ("sum", "The grant of £90,000 was spent to £61,500, leaving £29,500.",
     "The grant of £90,000 was spent to £61,500, leaving £28,500.", "£28,500"),
    ("rate recomputed", "The fund pays for 6 workers at £4,000 each, a total of £26,000.",
     "The fund pays for 6 workers at £4,000 each, a total of £24,000.", "£24,000"),
    ("rate recomputed", "A post costs £30,794 a year. Seven months would cost £19,763.",
     "A post costs £30,794 a year. Seven months would cost £17,963.", "£17,963"),
    ("share recomputed", "Of the cases audited, 18 of 40 (54%) were good.",
     "Of the cases audited, 18 of 40 (45%) were good.", "45%"),
    ("impossible share", "The audit found that 54% of 5 cases were good.",
     "The audit found that 60% of 5 cases were good.", "no whole number"),
    ("percentages of a whole", "Cases were split between good (41%), fair (33%) and poor (29%).",
     "Cases were split between good (41%), fair (33%) and poor (26%).", "103%"),
    ("words against figures", "Caseloads fell from 18 to 21 over the pilot.",
     "Caseloads rose from 18 to 21 over the pilot.", "a rise"),
    ("words against figures", "Referrals doubled from 120 to 190.",
     "Referrals doubled from 120 to 240.", "1.58 times"),
    ("words against figures", "More than half (46%) said that it helped.",
     "Nearly half (46%) said that it helped.", "46%"),
    ("words against figures", "Turnover at 17.5% was below the average of 15.5%.",
     "Turnover at 14.5% was below the average of 15.5%.", "above"),
    ("change recomputed", "Absence fell by 2.31 days, from 12.52 to 10.12.",
     "Absence fell by 2.31 days, from 12.52 to 10.21.", "2.4"),
    ("change recomputed", "Visits rose by 25%, from 80 to 96.",
     "Visits rose by 20%, from 80 to 96.", "20%"),
    ("percentage points", "Turnover was 14.4% before; since then it has decreased by 5.4% to 9%.",
     "Turnover was 14.4% before; since then it has decreased by 5.4 percentage points to 9%.", "37.5%"),
    ("extrapolation", "Agency staff cost £5 million, 17% of the workforce. If it were 40% the cost would be £9.5 million.",
     "Agency staff cost £5 million, 17% of the workforce. If it were 40% the cost would be £11.8 million.", "without saying how"),
    ("extrapolation", "Six months cost £103,000, so a full year would cost £260,000.",
     "Six months cost £103,000, so a full year would cost £206,000.", "£206,000"),
    ("date", "The training takes place on Tuesday 3 March 2027.",
     "The training takes place on Wednesday 3 March 2027.", "is a Wednesday"),
    ("date", "The contract ends on 31 June 2027.", "The contract ends on 30 June 2027.", "no day"),
    ("date", "The posts run from 1 April 2027 to 31 March 2026.",
     "The posts run from 1 April 2026 to 31 March 2027.", "before it begins"),
    ("date", "Posts are funded for six months from April 2027 to December 2027.",
     "Posts are funded for nine months from April 2027 to December 2027.", "months are told"),
    ("date", "Interviews will be held by 14 May 2026.",
     "Interviews were held by 14 May 2026.", "past at the meeting"),
    ("sum", "The Executive is asked for £88,500 (£56,000 from the grant and £31,500 from the scheme).",
     "The Executive is asked for £87,500 (£56,000 from the grant and £31,500 from the scheme).", "£87,500"),
    ("sum", "Five posts cost £123,250 a year. Those they replace release £139,550. The balance of £14,300 is for training.",
     "Five posts cost £123,250 a year. Those they replace release £139,550. The balance of £16,300 is for training.", "£16,300"),
    ("rate recomputed", "A therapist costs £47,160 a year. The full-year cost of the two posts is £93,420.",
     "A therapist costs £47,160 a year. The full-year cost of the two posts is £94,320.", "£94,320"),
    ("extrapolation", "The pilot saved £180,000 with 45 pupils. If 612 pupils took part, the saving would be £1.9m.",
     "The pilot saved £180,000 with 45 pupils. If 612 pupils took part, the saving would be £2.4m.", "£2,448,000"),
    ("change recomputed", "Spend was £3.12 million. In 2024/25 it was £3.58 million, an increase of 17.4%.",
     "Spend was £3.12 million. In 2024/25 it was £3.58 million, an increase of 14.7%.", "14.74%"),
    ("percentage points", "Calls missed were 18% of all in the first quarter and 12% in the last, so that they fell by 6%.",
     "Calls missed were 18% of all in the first quarter and 12% in the last, so that they fell by 6 points.", "6 points"),
    ("share recomputed", "Of 40 workers, 18 (54%) left in the year.",
     "Of 40 workers, 18 (45%) left in the year.", "45%"),
    ("share recomputed", "Of the 40 workers asked, 18 (45%) stayed and nine (25%) left.",
     "Of the 40 workers asked, 18 (45%) stayed and nine (23%) left.", "9 of 40 is 22.5%"),
    ("share recomputed", "In the service 18 (54%) of 40 workers left.",
     "In the service 18 (45%) of 40 workers left.", "45%"),
    ("share recomputed", "So 18 workers (54%) out of the 40 left.",
     "So 18 workers (45%) out of the 40 left.", "45%"),
    ("percentage points", "Turnover decreased by 5.4% to 9% in the pilot teams.",
     "Turnover decreased by 5.4 percentage points to 9% in the pilot teams.", "from 14.4%, or from 9.51%"),
    ("percentage points", "The vacancy rate went up by 2% to 16%.",
     "The vacancy rate went up by 2 points to 16%.", "from 14%, or from 15.69%"),
    ("date", "The deadline for comments is 14 May 2026.",
     "The deadline for comments is 14 October 2026.", "past at the meeting"),
    ("date", "The return must be submitted by 14 May 2026.",
     "The return was submitted by 14 May 2026.", "past at the meeting"),
    ("date", "Applications close on 14 May 2026.", "Applications closed on 14 May 2026.", "past at the meeting"),
    ("date", "Replies are needed by 14 May 2026.", "Replies were needed by 14 May 2026.", "past at the meeting"),
    ("missing", "The cost is £XX,XXX a year.", "The cost is met from the service's budget.", "filled in"),
    ("exempt information", "One child, Amelia (aged 7), said that she liked it.",
     "One child said that she liked it.", "Amelia"),
    ("exempt information", "Jane Example, a support officer, said that it helped.",
     "A support officer said that it helped.", "Jane Example"),
]  # fmt: skip


def report(*paragraphs, meeting="8 September 2026"):
    """A short report that is sound, with these paragraphs in its body."""
    body = "\n\n".join(f"2.{at} {each}" for at, each in enumerate(paragraphs, start=1))
    return text.read(
        f"Date: {meeting}\n\n# Support for social work\n\n## 1. Purpose of the report\n\n"
        "1.1 This report tells the Committee how the service stands.\n\n"
        f"## 2. Information\n\n{body}\n\n"
        "## 3. Financial and legal implications\n\n3.1 There are none.\n\n"
        "## 4. Recommendations\n\n4.1 That the report be noted.\n\n"
        "## 5. Background papers\n\nNone.\n"
    )


def test_a_sound_report_has_no_finding():
    assert check(report("Support officers help social workers.")) == []


@pytest.mark.parametrize(("kind", "wrong", "right", "says"), SENTENCES)
def test_a_fault_in_a_sentence_is_found_and_its_twin_is_not(kind, wrong, right, says):
    found = check(report(wrong))
    assert [each.kind for each in found] == [kind]
    assert found[0].where == "paragraph 2.1" and says in found[0].what
    assert check(report(right)) == []


@pytest.mark.parametrize(
    "sound",
    [
        "Six workers at £4,000 and £15,000 for a coordinator make a total of £39,000.",
        "A post at this grade is £30,794. Seven months would cost £17,963. Two posts would cost £35,926.",
        "The forecast cost is £437,000; £206,000 has been received, with the balance of £231,000 in the budget.",
        "Of 927 cases, about a third are new, and 39 workers hold 24 each on average.",
        "Costs of £62,412 and £107,200 come to a total of about £170,000.",
        "Turnover fell from 14.4% to 9.0%, a reduction of 5.4 percentage points.",
        "Sickness fell by 18.5%, from 12.52 to 10.21 days.",
        "The rate is 2 points below the target of 10%.",
        "By section 100D of the Local Government Act 1972 papers are open.",
        "Two of the 12 teams (17%) have a vacancy.",
        "The pilot ran for six months from March 2025 to August 2025.",
        "The number of agency workers was reduced to 4 from 9.",
        # Two clauses, each of something else.
        "Posts rose from 40 to 45 and sickness fell by 3 days.",
        "Spending rose from £20,000 to £25,000, while income fell by £3,000.",
        "Agency use fell by 5% and vacancies rose from 12% to 14%.",
        "Turnover rose in the North, and in the South it went from 12% to 9%.",
        "As caseloads fell, staff numbers moved from 20 to 25.",
        "Costs fell in April and the number of posts went from 4 to 7.",
        "Caseloads fell and waiting times, from 12 days in May, rose to 14 days.",
        "Turnover decreased to 9% and sickness went up from 3.1% to 3.4%.",
        "18 of 40 posts are filled, and turnover was 12%.",
        "18 of 40 workers replied (60% last year).",
        # Of another whole, or of a year.
        "Of 40 workers, 18 (45%) left and of these nine (50%) moved abroad.",
        "Of 40 workers, 18 left; 9 (50%) of them moved abroad.",
        "So 12 (30%) of the 2024 leavers moved abroad.",
        "Of the 2024 leavers, 12 (30%) moved abroad.",
        # Points cannot be meant, or what it came from is told.
        "The absence rate rose by 20% to 3.6%.",
        "The rate was 9.5% in May. It decreased by 5.4% to 9%.",
        "Fees were cut by 10% to 90% of the national rate from 100% before.",
        # A last day that is told as past, or of a rule.
        "The deadline of 14 May 2026 has passed.",
        "Workers must have registered by 14 May 2026.",
        "The deadline for comments was 14 May 2026.",
    ],
)
def test_what_is_right_is_not_reported(sound):
    assert check(report(sound)) == []
