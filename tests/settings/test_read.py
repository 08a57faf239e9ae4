"""Settings files say clearly what they got wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcecheck.errors import SettingsError
from sourcecheck.settings import find_settings, load_settings


def written(folder: Path, text: str) -> Path:
    file = folder / "sourcecheck.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_values_and_where_they_come_from(tmp_path: Path) -> None:
    file = written(tmp_path, 'lang = "en"\nfail-on = "warning"\nhouse = "desk"\n[severity]\n"LEX-005" = "warning"\n')
    settings, origins = load_settings(file, {"jobs": 4})
    assert settings.fail_on == "warning"
    assert settings.house == tmp_path / "desk"
    where = {origin.key: origin.where for origin in origins}
    assert (where["lang"], where["jobs"], where["genre"]) == ("sourcecheck.toml", "command line", "default")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('langue = "fr"', "did you mean “lang”"),
        ("jobs = -1", "whole number"),
        ('lang = "de"', "fr | en"),
        ('select = "SRC-001"', "a list of texts"),
        ("lang = ", "not valid TOML"),
        ('[[paths]]\npattern = "x"\ngender = 1', "did you mean “genre”"),
        ('[[paths]]\npattern = "x"\nfail-on = 1', "never | info | warning | error (fail-on)"),
        ('fail-on = "often"', "never | info"),
    ],
)
def test_a_mistake_names_the_file_the_key_and_the_way_out(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=r"sourcecheck\.toml") as refused:
        load_settings(written(tmp_path, text))
    assert said in str(refused.value)


def test_the_nearest_file_wins_and_pyproject_counts(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.sourcecheck]\nlang = "en"\n', encoding="utf-8")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find_settings(inner) == tmp_path / "pyproject.toml"
    assert load_settings(find_settings(inner))[0].lang == "en"
