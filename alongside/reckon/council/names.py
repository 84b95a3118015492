"""Names that could be nobody's: birds, trees, rivers and meadow flowers.

Nothing here is a real council, team, street or person. The words are common nouns of
the English countryside, put together by number, so that a name can be given out again
and again and always come out the same.
"""

from __future__ import annotations

COUNCIL = "Thistledown Vale Council (invented)"
NEIGHBOUR = "Harebell Moor Council (invented)"

_FIRST_WORDS = (
    "Robin Wren Linnet Merle Starling Martin Swift Jay Kestrel Merlin Lark Finch Teal "
    "Heron Avocet Plover Curlew Dunlin Siskin Brambling Fern Bryony Clover Sorrel "
    "Tansy Yarrow Bracken Heather Hazel Rowan Willow Ash Olive Myrtle Laurel Juniper "
    "Poppy Daisy Violet Primrose Marigold Saffron Sage Basil Ivy Holly Iris Lily "
    "Briar Campion Fennel Lovage Medlar Quince Damson Perry Severn Tamar Derwent "
    "Eden Isis Cam Avon Teign Dove Lune"
)
_LAST_WORDS = (
    "Alder Thistlewood Oakapple Birchfall Hawthorndale Rowanside Elmhollow Ashkeys "
    "Willowherb Hazelcopse Beechmast Limewalk Hornbeam Blackthorn Dogwood Spindle "
    "Wayfarer Crabtree-Lea Larchmere Pinecone Yewdale Hollybank Fernbrake Mossbank "
    "Reedmace Bulrush Sedgewater Meadowsweet Cowslip Harebell Foxglove Speedwell "
    "Toadflax Bindweed Celandine Burdock Comfrey Teasel Knapweed Ragwort Vetchling "
    "Otterburrow Badgersett Hedgepig Dormouse Leveret Fieldfare Goldcrest Nightjar "
    "Woodlark Sandpiper Turnstone Kittiwake Guillemot Shearwater Moorhen Dabchick "
    "Rivermouth Millrace Weirside Brookfall Springhead Fordwater Saltmarsh Quarrydell"
)
FIRST, LAST = _FIRST_WORDS.split(), _LAST_WORDS.split()

_PAIRS = len(FIRST) * len(LAST)
_STRIDE = 1663  # shares no factor with the number of pairs: every pair comes once


def staff_name(number: int) -> str:
    """Return the name of the member of staff of this number, each pair once.

    After every pair has been used, a second first name tells the next ones apart.
    """
    pair, again = number * _STRIDE % _PAIRS, number // _PAIRS
    first, last = pair % len(FIRST), LAST[pair // len(FIRST)]
    second = [FIRST[(first + again) % len(FIRST)]] if again else []
    return " ".join([FIRST[first], *second, last])


def postcode(within: bool, number: int) -> str:
    """Return a postcode in an area that the Post Office has never used.

    `ZV` stands for the council's own area and `ZX` for its neighbour's.
    """
    area = "ZV" if within else "ZX"
    pair = "ABDEFGHJLN"[number // 81 % 10] + "PQRSTUWXYZ"[number // 810 % 10]
    return f"{area}{number % 9 + 1} {number // 9 % 9 + 1}{pair}"
