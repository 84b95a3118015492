"""Childhood: the days on which it ends, and with it what is owed to a child.

What goes on past them (a care leaver's plan, a complaint, a plan for education, health
and care) says `past_childhood` in the rulebook.
"""

from alongside.reckon.events.event import Event, Rows

TURNED_18 = Event(
    "turned_18",
    "Turned 18",
    """The eighteenth birthday, reached on 1 March by who was born on 29 February, in a
    year without one.""",
    """
    select person.pers_person_id as child, person.pers_person_id as episode,
           birthday.due as happened_on, null as team, null as worker
    from ssd_person as person
    join rule_limit as age
        on age.rule = 'EIGHTEENTH_BIRTHDAY'
            and person.pers_dob between age.first_day and age.last_day
    join reach as birthday
        on birthday.span = age.span and birthday.day = person.pers_dob
    """,
    shown=False,
)

DIED = Event(
    "died",
    "Died",
    "The day of the child's death.",
    Rows("ssd_person", "pers_person_id", "pers_person_id").day("pers_death_date"),
    shown=False,
)
