"""Reads the exports of a dossier as their users do, and says what is wrong with them."""

import copy
import json
import sys
from collections import defaultdict
from pathlib import Path

from followthemoney import model
from followthemoney.exc import InvalidData
from followthemoney.statement import StatementEntity, read_path_statements
from followthemoney.dataset import Dataset
from jsonschema import Draft202012Validator

# Values of these types must be clean as they are: a reader would change or drop others.
EXACT = {"date", "country", "language", "entity", "name", "string"}


def entity_faults(entities):
    """What FollowTheMoney would refuse, change or drop, and what points nowhere."""
    by_id = {}
    for data in entities:
        if data["id"] in by_id:
            yield f"{data['id']}: stands twice"
        by_id[data["id"]] = data
    for data in entities:
        schema = model.get(data["schema"])
        if schema is None:
            yield f"{data['id']}: no schema {data['schema']}"
            continue
        for name in schema.required:
            # A document is called by its title: `name` is asked of things that have no other.
            if not data["properties"].get(name) and not (name == "name" and schema.is_a("Document")):
                yield f"{data['id']}: {data['schema']} without {name}"
        for name, values in data["properties"].items():
            prop = schema.get(name)
            if prop is None or prop.stub:
                yield f"{data['id']}: {data['schema']} has no {name}"
                continue
            for value in values:
                clean = prop.type.clean(value)
                if clean is None or (prop.type.name in EXACT and clean != value):
                    yield f"{data['id']}: {name} = {value!r} would become {clean!r}"
                if len(value) > prop.max_length:
                    yield f"{data['id']}: {name} is longer than {prop.max_length}"
                if prop.type.name == "entity":
                    other = by_id.get(value)
                    if other is None:
                        yield f"{data['id']}: {name} points to {value}, which is not there"
                    elif not model.get(other["schema"]).is_a(prop.range):
                        yield f"{data['id']}: {name} cannot be a {other['schema']}"
        try:
            schema.validate(copy.deepcopy(data))
        except InvalidData as error:
            yield f"{data['id']}: {error.errors}"


def statement_faults(path, entities):
    """Whether the statements add up to the same entities."""
    grouped = defaultdict(list)
    for statement in read_path_statements(path, "csv"):
        grouped[statement.entity_id].append(statement)
    if set(grouped) != {data["id"] for data in entities}:
        yield "the statements are about other entities"
    for data in entities:
        statements = grouped.get(data["id"], [])
        for statement in statements:
            if not statement.id or statement.prop_type != model.get(data["schema"]).get(statement.prop).type.name:
                yield f"{data['id']}: a statement without id or type"
        dataset = Dataset.make({"name": data["datasets"][0], "title": "A dossier"})
        entity = StatementEntity.from_statements(dataset, statements)
        told = {name: sorted(values) for name, values in entity.to_dict()["properties"].items()}
        if told != {name: sorted(values) for name, values in data["properties"].items()} or entity.schema.name != data["schema"]:
            yield f"{data['id']}: the statements say something else"


def types_of_statements(path):
    """The types in the file itself: the reader computes its own."""
    import csv

    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file, dialect=csv.unix_dialect):
            known = model.get(row["schema"]).get(row["prop"]).type.name
            if row["prop_type"] != known:
                yield f"{row['entity_id']}: {row['prop']} is called {row['prop_type']}, it is {known}"


def graph_faults(graph, schema):
    """What the schema forbids, and what points nowhere."""
    for error in Draft202012Validator(schema).iter_errors(graph):
        yield f"{error.json_path}: {error.message[:200]}"
    ids = {entry["id"] for entry in graph["entries"]}
    for relation in graph["relations"]:
        if relation["from"] not in ids or relation["to"] not in ids:
            yield f"a relation between {relation['from']} and {relation['to']}"
        if not relation.get("label") or not relation.get("inverse"):
            yield f"{relation['relation']} has no name"

    def references(value):
        if isinstance(value, dict):
            if set(value) == {"entry"} and value["entry"] not in ids:
                yield f"a reference to {value['entry']}"
            for inner in value.values():
                yield from references(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from references(inner)

    for entry in graph["entries"]:
        yield from references(entry["fields"])


def must_find(faults, what):
    """A check that finds nothing wrong in what is broken proves nothing."""
    if not list(faults):
        sys.exit(f"the check does not see {what}")


def main():
    work, schema = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    entities = [json.loads(line) for line in (work / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    graph = json.loads((work / "graph.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)

    faults = list(entity_faults(entities))
    faults += statement_faults(work / "statements.csv", entities)
    faults += types_of_statements(work / "statements.csv")
    faults += graph_faults(graph, schema)
    for fault in faults:
        print(fault)

    sanction = next(n for n, data in enumerate(entities) if data["schema"] == "Sanction")
    for name, values, what in [
        ("entity", ["nobody"], "a reference to nobody"),
        ("listingDate", ["2021-08~"], "a date that is none"),
        ("nonsense", ["x"], "a property that does not exist"),
        ("country", ["Atlantis"], "a country that is none"),
    ]:
        broken = copy.deepcopy(entities)
        broken[sanction]["properties"][name] = values
        must_find(entity_faults(broken), what)
        must_find(statement_faults(work / "statements.csv", broken), "statements that differ")
    for change in [
        lambda graph: graph.pop("version"),
        lambda graph: graph["entries"][0].pop("title"),
        lambda graph: graph["relations"][0].update(to="nobody"),
        lambda graph: next(e for e in graph["entries"] if e["kind"] == "claim").update(standing="true"),
        lambda graph: next(e for e in graph["entries"] if e["kind"] == "claim")["fields"].update(history="x"),
    ]:
        broken = copy.deepcopy(graph)
        change(broken)
        must_find(graph_faults(broken, schema), "a broken graph")

    if faults:
        sys.exit(f"{len(faults)} faults")
    print(f"{len(entities)} entities, {len(graph['entries'])} entries and {len(graph['relations'])} relations: nothing wrong")


main()
