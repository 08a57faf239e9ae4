"""Features of words by their places: the same as by their names."""

from sourcecheck.classify.lexical import Lexical, lexical_names
from sourcecheck.classify.linear import Blend, Linear

CLUSTERS = {"mort": "3", "blessé": "3", "maire": "7"}
WEIGHTS = {
    "u:mort": 0.5, "u:maire": -0.25, "k:3": 1.0, "b:<_NOM": 0.125, "b:le_maire": 2.0, "b:mort_blessé": 4.0, "b:un_a_b": 0.75,
    "len:log": 1.5,
}
BLEND = Blend(Linear(WEIGHTS, 0.25), (("figure", Linear({"u:mort": -1.0, "k:3": 0.5}, -0.5)),), 1.0, 0.0)


def test_places_and_names_weigh_the_same() -> None:
    lexical = Lexical(BLEND.columns, CLUSTERS)
    for spoken in (
        [], ["NOM"], ["le", "maire"], ["mort", "blessé", "mort", "blessé"], ["un", "a_b"], ["un_a", "b"], ["inconnu", "k:3"],
    ):
        named = dict.fromkeys(lexical_names(spoken, CLUSTERS), 1.0)
        assert BLEND.decisions({"len:log": 2.0}, lexical.places(spoken)) == BLEND.decisions({**named, "len:log": 2.0}), spoken


def test_each_feature_is_told_once() -> None:
    places = Lexical(BLEND.columns, CLUSTERS).places(["mort", "blessé", "mort", "blessé"])
    assert sorted(places) == sorted(BLEND.columns[name] for name in ("u:mort", "k:3", "b:mort_blessé"))
