"""sourcecheck.toml: what a newsroom decided, where each value came from."""

from sourcecheck.settings.model import PathSettings, Settings
from sourcecheck.settings.paths import for_path, matcher
from sourcecheck.settings.read import KEYS, Origin, find_settings, load_settings, looked_for

__all__ = ["KEYS", "Origin", "PathSettings", "Settings", "find_settings", "for_path", "load_settings", "looked_for", "matcher"]
