"""The schemas that editors use, tried with a validator of JSON Schema: every file of a dossier that the program accepts
must be accepted, and what it refuses must be refused."""

import json
import re
import subprocess
import sys
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

program, root = sys.argv[1], Path(sys.argv[2])


class Loader(yaml.SafeLoader):
    """YAML 1.2 as the program and editors read it: a date is a text, and so is `no`."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in all if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")]
    for first, all in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for word, letters in (("true|True|TRUE", "tT"), ("false|False|FALSE", "fF")):
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(f"^(?:{word})$"), list(letters))


def schema(*kind):
    text = subprocess.run([program, "schema", *kind, "--root", root], check=True, capture_output=True, text=True).stdout
    read = json.loads(text)
    Draft202012Validator.check_schema(read)
    return Draft202012Validator(read)


def front_matter(path):
    text = path.read_text(encoding="utf-8-sig")
    return yaml.load(text.split("---\n")[1], Loader)


wrong = []


def look(validator, value, what):
    for error in validator.iter_errors(value):
        wrong.append(f"{what}: {'.'.join(map(str, error.absolute_path))}: {error.message[:200]}")


every = schema()
kinds = {}
files = sorted((root / "content").rglob("*.md"))
for path in files:
    value = front_matter(path)
    kind = value["kind"]
    kinds.setdefault(kind, schema(kind))
    look(every, value, path)
    look(kinds[kind], value, path)
look(schema("settings"), yaml.load((root / "dossier.yaml").read_text(encoding="utf-8"), Loader), "dossier.yaml")
for path in sorted((Path(__file__).parents[2] / "themes").glob("*/theme.yaml")):
    look(schema("theme"), yaml.load(path.read_text(encoding="utf-8"), Loader), path)

# What a writer may get wrong is seen by the schema too.
spoiled = [
    ("claim", lambda claim: claim.pop("statement")),
    ("claim", lambda claim: claim.update(statment="x")),
    ("claim", lambda claim: claim["history"][0].update(standing="sure")),
    ("designation", lambda one: one.update(in_force=["a"])),
    ("effect", lambda one: one.update(who="nobody-of-the-list")),
]
for n, (kind, spoil) in enumerate(spoiled):
    value = next(value for value in map(front_matter, files) if value["kind"] == kind)
    spoil(value)
    if kinds[kind].is_valid(value):
        wrong.append(f"spoiled {n}: a broken {kind} is accepted")

for line in wrong[:40]:
    print(line, file=sys.stderr)
print(f"{len(files)} front matters of {len(kinds)} kinds against their schemas, {len(wrong)} wrong")
sys.exit(bool(wrong))
